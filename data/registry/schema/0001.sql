-- The registry, version 1. Dates are TEXT 2022-06-30 or NULL; a row is never
-- deleted but marked; every change is journalled by triggers that the
-- migration generates from these tables.
CREATE TABLE books (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  body TEXT NOT NULL CHECK (body IN ('人大', '政协')),
  level TEXT NOT NULL CHECK (level IN ('全国', '省', '市', '区', '乡')),
  place TEXT NOT NULL DEFAULT '',
  term INTEGER NOT NULL DEFAULT 0,
  session INTEGER NOT NULL DEFAULT 0,
  year INTEGER NOT NULL DEFAULT 0,
  direction TEXT NOT NULL CHECK (direction IN ('交来', '交出')),
  handed_by TEXT NOT NULL DEFAULT '',
  issuer TEXT NOT NULL DEFAULT '',
  letterhead TEXT NOT NULL DEFAULT '',
  reply_series TEXT NOT NULL DEFAULT '',
  opinion_series TEXT NOT NULL DEFAULT '',
  copy_to TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(copy_to)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX books_meeting ON books (body, level, term, session) WHERE deleted = 0;
CREATE TABLE leaders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL DEFAULT '',
  post TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE TABLE units (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL DEFAULT '',
  full_name TEXT NOT NULL DEFAULT '',
  responsible TEXT NOT NULL DEFAULT '',
  contact TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX units_name ON units (name) WHERE deleted = 0;
CREATE TABLE proposers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL CHECK (body IN ('人大', '政协')),
  delegation TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX proposers_name ON proposers (name, body, delegation);
CREATE TABLE proposals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  book_id INTEGER NOT NULL REFERENCES books (id),
  number TEXT NOT NULL CHECK (number <> ''),
  number_key TEXT NOT NULL CHECK (number_key <> ''),
  between_meetings INTEGER NOT NULL DEFAULT 0 CHECK (between_meetings IN (0, 1)),
  kind TEXT NOT NULL CHECK (kind IN ('建议', '提案', '议案')),
  role TEXT NOT NULL CHECK (role IN ('主办', '协办', '分办')),
  title TEXT NOT NULL CHECK (title <> ''),
  text TEXT NOT NULL DEFAULT '',
  topic TEXT NOT NULL DEFAULT '',
  key INTEGER NOT NULL DEFAULT 0 CHECK (key IN (0, 1)),
  handed_over TEXT NOT NULL CHECK (handed_over GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  lead_body TEXT NOT NULL DEFAULT '',
  sponsor_id INTEGER REFERENCES leaders (id),
  closed TEXT NOT NULL CHECK (closed IN ('', '撤案', '转办')),
  closed_on TEXT CHECK (closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  closed_why TEXT NOT NULL DEFAULT '',
  merged_into INTEGER REFERENCES proposals (id),
  remark TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
-- A number is never used again within its meeting, not even a deleted one's.
CREATE UNIQUE INDEX proposals_number ON proposals (book_id, number_key);
CREATE TABLE proposal_proposers (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  proposer_id INTEGER NOT NULL REFERENCES proposers (id),
  position INTEGER NOT NULL,
  UNIQUE (proposal_id, proposer_id)
) STRICT;
CREATE TABLE extensions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  applied TEXT CHECK (applied GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  approved TEXT CHECK (approved GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  approved_by TEXT NOT NULL DEFAULT '',
  until TEXT CHECK (until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reason TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE TABLE assignments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  unit_id INTEGER NOT NULL REFERENCES units (id),
  part TEXT NOT NULL CHECK (part IN ('主办', '协办')),
  assigned TEXT NOT NULL CHECK (assigned GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  accepted TEXT CHECK (accepted GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  returned TEXT CHECK (returned GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  return_reason TEXT NOT NULL DEFAULT '',
  return_consented TEXT CHECK (return_consented GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  responsible TEXT NOT NULL DEFAULT '',
  contact TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE TABLE consultations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  phase TEXT NOT NULL CHECK (phase IN ('办前', '办中', '办后')),
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  method TEXT NOT NULL CHECK (method IN ('面商', '座谈', '调研', '视察', '听取汇报', '电话', '书面', '代表表示无需走访')),
  place TEXT NOT NULL DEFAULT '',
  attended TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(attended)),
  led_by TEXT NOT NULL DEFAULT '',
  led_rank TEXT NOT NULL DEFAULT '',
  others TEXT NOT NULL DEFAULT '',
  said TEXT NOT NULL DEFAULT '',
  agreed TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE TABLE replies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  round INTEGER NOT NULL DEFAULT 1,
  class TEXT NOT NULL DEFAULT '',
  doc_number TEXT NOT NULL DEFAULT '',
  salutation TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',
  done TEXT NOT NULL DEFAULT '',
  planned TEXT NOT NULL DEFAULT '',
  contact TEXT NOT NULL DEFAULT '',
  contact_phone TEXT NOT NULL DEFAULT '',
  copy_to TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(copy_to)),
  drafted TEXT CHECK (drafted GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  drafted_by TEXT NOT NULL DEFAULT '',
  reviewed TEXT CHECK (reviewed GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reviewed_by TEXT NOT NULL DEFAULT '',
  signed TEXT CHECK (signed GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  signed_by TEXT NOT NULL DEFAULT '',
  sent TEXT CHECK (sent GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  sent_by TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX replies_round ON replies (proposal_id, round) WHERE deleted = 0;
CREATE TABLE opinions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  way TEXT NOT NULL CHECK (way IN ('out', 'in')),
  unit_id INTEGER REFERENCES units (id),
  doc_number TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL DEFAULT '',
  drafted TEXT CHECK (drafted GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  drafted_by TEXT NOT NULL DEFAULT '',
  reviewed TEXT CHECK (reviewed GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reviewed_by TEXT NOT NULL DEFAULT '',
  signed TEXT CHECK (signed GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  signed_by TEXT NOT NULL DEFAULT '',
  sent TEXT CHECK (sent GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  received TEXT CHECK (received GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE TABLE feedback (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  round INTEGER NOT NULL DEFAULT 1,
  proposer_id INTEGER NOT NULL REFERENCES proposers (id),
  form_sent TEXT CHECK (form_sent GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  received TEXT CHECK (received GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  attitude TEXT NOT NULL CHECK (attitude IN ('', '满意', '基本满意', '不满意')),
  result TEXT NOT NULL CHECK (result IN ('', '满意', '基本满意', '不满意')),
  opinion TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX feedback_form ON feedback (proposal_id, round, proposer_id) WHERE deleted = 0;
CREATE TABLE commitments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  reply_id INTEGER REFERENCES replies (id),
  text TEXT NOT NULL DEFAULT '',
  unit_id INTEGER REFERENCES units (id),
  due TEXT NOT NULL CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  kept TEXT CHECK (kept GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  proof TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE TABLE supervisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER REFERENCES proposals (id),
  unit_id INTEGER NOT NULL REFERENCES units (id),
  kind TEXT NOT NULL CHECK (kind IN ('督查', '催办')),
  date TEXT NOT NULL CHECK (date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  people TEXT NOT NULL DEFAULT '',
  findings TEXT NOT NULL DEFAULT '',
  rectify_by TEXT CHECK (rectify_by GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  rectified TEXT CHECK (rectified GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE TABLE disclosures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  decision TEXT NOT NULL CHECK (decision IN ('', '公开', '不公开', '部分公开')),
  reason TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  published TEXT CHECK (published GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  place TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX disclosures_one ON disclosures (proposal_id) WHERE deleted = 0;
-- File contents, stored once by their hash; rows are only ever added.
CREATE TABLE blobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  content BLOB NOT NULL
) STRICT;
CREATE TABLE attachments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  proposal_id INTEGER NOT NULL REFERENCES proposals (id),
  consultation_id INTEGER REFERENCES consultations (id),
  name TEXT NOT NULL DEFAULT '',
  sha256 TEXT NOT NULL REFERENCES blobs (sha256),
  size INTEGER NOT NULL DEFAULT 0,
  added TEXT NOT NULL CHECK (added GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE TABLE summaries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  year INTEGER NOT NULL DEFAULT 0,
  book_id INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL DEFAULT '',
  as_of TEXT CHECK (as_of GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  sections TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(sections)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX summaries_one ON summaries (year, book_id) WHERE deleted = 0;
CREATE TABLE settings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  office TEXT NOT NULL DEFAULT '',
  issuer TEXT NOT NULL DEFAULT '',
  letterhead TEXT NOT NULL DEFAULT '',
  reply_series TEXT NOT NULL DEFAULT '',
  opinion_series TEXT NOT NULL DEFAULT '',
  contact TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE TABLE packs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL DEFAULT '',
  since TEXT CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  pack TEXT NOT NULL CHECK (json_valid(pack)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX packs_since ON packs (since) WHERE deleted = 0;
CREATE INDEX extensions_proposal ON extensions (proposal_id);
CREATE INDEX assignments_proposal ON assignments (proposal_id);
CREATE INDEX consultations_proposal ON consultations (proposal_id);
CREATE INDEX opinions_proposal ON opinions (proposal_id);
-- 文号: looked up at each saving, so that none is given twice.
CREATE INDEX replies_number ON replies (doc_number);
CREATE INDEX opinions_number ON opinions (doc_number);
CREATE INDEX commitments_proposal ON commitments (proposal_id);
CREATE INDEX supervisions_proposal ON supervisions (proposal_id);
CREATE INDEX attachments_proposal ON attachments (proposal_id);

-- The journal. An action is one transaction of one clerk; its hash covers the
-- hash before it and all its rows.
CREATE TABLE actions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  what TEXT NOT NULL,
  undoes INTEGER REFERENCES actions (id),
  hash TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE journal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id INTEGER NOT NULL REFERENCES actions (id),
  tbl TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  proposal_id INTEGER, -- whose facts it concerns; NULL where none
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX journal_action ON journal (action_id);
CREATE INDEX journal_proposal ON journal (proposal_id);
CREATE INDEX journal_row ON journal (tbl, row_id);
-- The 文号 that papers once had, to find those taken back unsent.
CREATE INDEX journal_number ON journal (json_extract(before, '$.doc_number'))
  WHERE before IS NOT NULL AND tbl IN ('replies', 'opinions');
-- Holds the action under way; empty between transactions.
CREATE TABLE open_action (id INTEGER NOT NULL) STRICT;
