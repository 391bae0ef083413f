-- Version 2: the office's whole year. Books with classes and a limit of their
-- own, units and leaders with former names, letters to each proposer, urgings
-- in steps, marks in a place's own words, scores, holidays, closed years.
ALTER TABLE books ADD COLUMN classes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(classes));
ALTER TABLE books ADD COLUMN reply_months INTEGER NOT NULL DEFAULT 0;
ALTER TABLE leaders ADD COLUMN former TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(former));
ALTER TABLE units ADD COLUMN letterhead TEXT NOT NULL DEFAULT '';
ALTER TABLE units ADD COLUMN reply_series TEXT NOT NULL DEFAULT '';
ALTER TABLE units ADD COLUMN former TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(former));
ALTER TABLE proposals ADD COLUMN told TEXT CHECK (told GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE consultations ADD COLUMN invited TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(invited));
ALTER TABLE consultations ADD COLUMN items TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(items));
ALTER TABLE consultations ADD COLUMN form_signed TEXT CHECK (form_signed GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE replies ADD COLUMN occasion TEXT NOT NULL DEFAULT '' CHECK (occasion IN ('', '重办', '续复'));
ALTER TABLE replies ADD COLUMN countersigned TEXT CHECK (countersigned GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE replies ADD COLUMN countersigned_by TEXT NOT NULL DEFAULT '';
ALTER TABLE opinions ADD COLUMN countersigned TEXT CHECK (countersigned GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE opinions ADD COLUMN countersigned_by TEXT NOT NULL DEFAULT '';
ALTER TABLE commitments ADD COLUMN told TEXT CHECK (told GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE commitments ADD COLUMN follow_up INTEGER REFERENCES replies (id);
ALTER TABLE settings ADD COLUMN clerks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(clerks));
ALTER TABLE settings ADD COLUMN fonts_folder TEXT NOT NULL DEFAULT '';
ALTER TABLE settings ADD COLUMN xbs_licensed INTEGER NOT NULL DEFAULT 0 CHECK (xbs_licensed IN (0, 1));
ALTER TABLE settings ADD COLUMN preprinted INTEGER NOT NULL DEFAULT 0 CHECK (preprinted IN (0, 1));
ALTER TABLE settings ADD COLUMN preprint_x REAL NOT NULL DEFAULT 0;
ALTER TABLE settings ADD COLUMN preprint_y REAL NOT NULL DEFAULT 0;

-- Marks are the rule pack's words, so that the file no longer lists them.
CREATE TABLE feedback_2 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  round INTEGER NOT NULL DEFAULT 1,
  proposer_id INTEGER NOT NULL REFERENCES proposers (id),
  form_sent TEXT CHECK (form_sent GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  received TEXT CHECK (received GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  attitude TEXT NOT NULL DEFAULT '',
  result TEXT NOT NULL DEFAULT '',
  opinion TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  talked_by TEXT NOT NULL DEFAULT '',
  talk_form TEXT NOT NULL DEFAULT '',
  solved TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO feedback_2 (id, proposal_id, round, proposer_id, form_sent, received, attitude, result, opinion, deleted)
  SELECT id, proposal_id, round, proposer_id, form_sent, received, attitude, result, opinion, deleted FROM feedback;
DROP TABLE feedback;
ALTER TABLE feedback_2 RENAME TO feedback;
CREATE UNIQUE INDEX feedback_form ON feedback (proposal_id, round, proposer_id) WHERE deleted = 0;

-- An urging goes up in steps: 提醒, 催办, 督办单.
CREATE TABLE supervisions_2 (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER REFERENCES proposals (id),
  unit_id INTEGER NOT NULL REFERENCES units (id),
  kind TEXT NOT NULL CHECK (kind IN ('督查', '提醒', '催办', '督办单')),
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  people TEXT NOT NULL DEFAULT '',
  findings TEXT NOT NULL DEFAULT '',
  rectify_by TEXT CHECK (rectify_by GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  rectified TEXT CHECK (rectified GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  doc_number TEXT NOT NULL DEFAULT '',
  answer TEXT NOT NULL DEFAULT '',
  answered TEXT CHECK (answered GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
INSERT INTO supervisions_2 (id, proposal_id, unit_id, kind, date, people, findings, rectify_by, rectified, deleted)
  SELECT id, proposal_id, unit_id, kind, date, people, findings, rectify_by, rectified, deleted FROM supervisions;
DROP TABLE supervisions;
ALTER TABLE supervisions_2 RENAME TO supervisions;
CREATE INDEX supervisions_proposal ON supervisions (proposal_id);

-- One sending of a reply to one proposer.
CREATE TABLE dispatches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  reply_id INTEGER NOT NULL REFERENCES replies (id),
  proposer_id INTEGER NOT NULL REFERENCES proposers (id),
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  method TEXT NOT NULL DEFAULT '',
  receipt TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX dispatches_one ON dispatches (reply_id, proposer_id) WHERE deleted = 0;
CREATE INDEX dispatches_proposal ON dispatches (proposal_id);

-- A warning about a letter that was passed over, with the reason.
CREATE TABLE waivers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  reply_id INTEGER NOT NULL REFERENCES replies (id),
  warning TEXT NOT NULL CHECK (warning <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX waivers_one ON waivers (reply_id, warning) WHERE deleted = 0;
CREATE INDEX waivers_proposal ON waivers (proposal_id);

-- Scores of units given by a person, and additions and deductions; points are
-- tenths of a point.
CREATE TABLE scores (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES units (id),
  item TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL CHECK (source IN ('自评', '复评', '加分', '扣分')),
  points INTEGER NOT NULL CHECK (points >= 0),
  reason TEXT NOT NULL DEFAULT '',
  date TEXT CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX scores_one ON scores (year, unit_id, item, source) WHERE deleted = 0 AND source IN ('自评', '复评');

-- Days of holiday notices that came after the program.
CREATE TABLE holidays (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  kind TEXT NOT NULL CHECK (kind IN ('off', 'work')),
  name TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX holidays_day ON holidays (date) WHERE deleted = 0;

-- A year's figures as they were fixed; a later fixing is a further row.
CREATE TABLE year_closings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL,
  book_id INTEGER NOT NULL DEFAULT 0,
  as_of TEXT NOT NULL CHECK (as_of GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  closed_on TEXT NOT NULL CHECK (closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  appraisal TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(appraisal)),
  note TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE INDEX year_closings_year ON year_closings (year, book_id);
