-- A large import is followed by a look at its tables: without it the next queries are planned as if they were empty.
grant maintain on members.affiliations, members.oneroster_users, members.guardianships, members.enrolments,
  members.course_classes, members.course_class_sessions to overpass_system;
