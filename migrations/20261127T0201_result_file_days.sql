-- How long a file of results that nobody entered is kept, with the names and marks in it.
insert into platform.parameters (name, valid_from, value, source_zh, source_en, verified) values
  ('records.result_file_days', '2026-01-01', 7, '平台默认值，非法定期限', 'The platform''s own default, no legal period', true);
