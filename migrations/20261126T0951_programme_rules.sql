-- What a programme's plan is held against, by level. Where nobody has read the source, it says so.
insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified)
select 'programmes.' || level || '.' || rule, valid_from::date, value, source_zh, source_en, verified
from (values
  ('secondary', 'practice_share_least', '2019-06-01', 0.5, 'guidance', true),
  ('secondary', 'core_courses_least', '2019-06-01', 6, 'guidance', true),
  ('secondary', 'core_courses_most', '2019-06-01', 8, 'guidance', true),
  ('secondary', 'total_hours_about', '2019-06-01', 3000, 'common', false),
  ('secondary', 'elective_share_least', '2019-06-01', 0.1, 'common', false),
  ('secondary', 'hours_per_credit_least', '2019-06-01', 16, 'common', false),
  ('secondary', 'hours_per_credit_most', '2019-06-01', 18, 'common', false),
  ('secondary', 'placement_months_least', '2019-06-01', 6, 'common', false),
  ('higher_vocational', 'practice_share_least', '2019-06-01', 0.5, 'guidance', true),
  ('higher_vocational', 'core_courses_least', '2019-06-01', 6, 'guidance', true),
  ('higher_vocational', 'core_courses_most', '2019-06-01', 8, 'guidance', true),
  ('higher_vocational', 'total_hours_least', '2019-06-01', 2500, 'common', false),
  ('higher_vocational', 'elective_share_least', '2019-06-01', 0.1, 'common', false),
  ('higher_vocational', 'hours_per_credit_least', '2019-06-01', 16, 'common', false),
  ('higher_vocational', 'hours_per_credit_most', '2019-06-01', 18, 'common', false),
  ('higher_vocational', 'placement_months_least', '2019-06-01', 6, 'common', false),
  ('bachelor', 'elective_share_least', '2019-06-01', 0.1, 'common', false),
  ('bachelor', 'hours_per_credit_least', '2019-06-01', 16, 'common', false),
  ('bachelor', 'hours_per_credit_most', '2019-06-01', 18, 'common', false)
) as rules (level, rule, valid_from, value, source, verified)
join (values
  ('guidance', '教育部 2019 年关于专业人才培养方案的指导意见',
    'Ministry of Education, guidance on programme plans, 2019'),
  ('common', '行业通行做法，尚未核对出处', 'Common practice of the field; no source has been read yet')
) as sources (source, source_zh, source_en) using (source);
