-- What the planner of the overpass reads beside signed bridges.
-- Published by programmes: the occupations a programme says it leads to, and courses that a programme group shares or
-- opens to learners of its other programmes: what a gap can be closed with.
create view programmes.programme_occupations as
  select p.id as programme_id, unnest(p.occupation_ids) as occupation_id from programmes.programmes p
  where p.closed_on is null;
create view programmes.open_courses as
  select distinct c.id as course_id, c.version_id, v.programme_id, c.semester
  from programmes.group_courses g
    join programmes.versions v on v.programme_id = g.programme_id and v.state = 'in_force'
    join programmes.courses c on c.version_id = v.id and c.code = g.course_code;
grant select on programmes.programme_occupations, programmes.open_courses to overpass_app, overpass_system;

-- What may be expected where nobody has signed anything: the months a stage takes for newcomers from another level. It
-- is shown as an expectation and never as a promise.
insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('overpass.expected.secondary_to_higher_months', '2022-05-01', 36,
    '《中华人民共和国职业教育法》（2022）：中等职业学校毕业生可以升入高等职业学校；三年制为通行学制，具体招生办法以各省当年规定为准',
    'Vocational Education Law (2022): secondary graduates may go on to higher vocational colleges; three years is the usual length; each province sets the terms each year', false),
  ('overpass.expected.higher_to_bachelor_months', '2022-05-01', 24,
    '专升本通行学制为两年，具体招生办法以各省当年规定为准，尚未核对出处',
    'Two years is the usual length of a top-up to bachelor; each province sets the terms each year; no source has been read yet', false),
  ('overpass.expected.secondary_to_bachelor_months', '2022-05-01', 48,
    '职教高考升入职业本科通行学制为四年，具体招生办法以各省当年规定为准，尚未核对出处',
    'Four years is the usual length of a vocational bachelor entered by the vocational examination; each province sets the terms each year; no source has been read yet', false),
  ('overpass.expected.semester_months', '2000-01-01', 6,
    '一学期按半年计，通行做法，尚未核对出处', 'A semester counts as half a year: common practice; no source has been read yet', false),
  ('overpass.expected.school_year_month', '2000-01-01', 9,
    '学年自九月开始，通行做法，尚未核对出处', 'A school year begins in September: common practice; no source has been read yet', false);
