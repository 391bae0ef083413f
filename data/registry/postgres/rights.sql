-- Who may read and write what (docs/desks.md, Rights). Made anew with each structure.
-- Whoever owns the schema is bound by none of it; everybody else is one of people,
-- and is known by the role that the connection was made with.
DO $$
DECLARE
  here text := split_part('jianban.', '.', 1);
  p record;
BEGIN
  FOR p IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = here LOOP
    EXECUTE format('DROP POLICY %I ON %I.%I', p.policyname, here, p.tablename);
  END LOOP;
  FOR p IN SELECT relname FROM pg_class WHERE relnamespace = here::regnamespace AND relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', here, p.relname);
  END LOOP;
END $$;
CREATE INDEX IF NOT EXISTS assignments_unit ON jianban.assignments (unit_id);
CREATE INDEX IF NOT EXISTS proposals_merged ON jianban.proposals (merged_into) WHERE merged_into IS NOT NULL;

CREATE OR REPLACE FUNCTION jianban.my_kind() RETURNS text
  LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT kind FROM jianban.people WHERE role = session_user::text);
END $$;
CREATE OR REPLACE FUNCTION jianban.my_unit() RETURNS bigint
  LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT unit_id FROM jianban.people WHERE role = session_user::text);
END $$;
-- The proposals that my unit works on: those handed to it and not given back, and
-- those merged into them that were handed to nobody. only_led leaves those it assists
-- with out.
CREATE OR REPLACE FUNCTION jianban.my_proposals(only_led boolean DEFAULT false) RETURNS SETOF bigint
  LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY WITH RECURSIVE mine (id) AS (
      SELECT a.proposal_id FROM jianban.assignments AS a WHERE a.unit_id = jianban.my_unit() AND a.deleted = 0 AND a.return_consented IS NULL AND (a.part = '主办' OR NOT only_led)
      UNION SELECT p.id FROM mine JOIN jianban.proposals AS p ON p.merged_into = mine.id
        WHERE NOT EXISTS (SELECT 1 FROM jianban.assignments AS a WHERE a.proposal_id = p.id AND a.deleted = 0))
    SELECT id FROM mine;
END $$;
-- The units and people that these proposals name.
CREATE OR REPLACE FUNCTION jianban.my_units() RETURNS SETOF bigint
  LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT jianban.my_unit()
    UNION SELECT unit_id FROM jianban.assignments WHERE proposal_id IN (SELECT jianban.my_proposals())
    UNION SELECT unit_id FROM jianban.opinions WHERE proposal_id IN (SELECT jianban.my_proposals())
    UNION SELECT unit_id FROM jianban.commitments WHERE proposal_id IN (SELECT jianban.my_proposals())
    UNION SELECT unit_id FROM jianban.supervisions WHERE proposal_id IN (SELECT jianban.my_proposals());
END $$;
CREATE OR REPLACE FUNCTION jianban.my_people() RETURNS SETOF bigint
  LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT proposer_id FROM jianban.proposal_proposers WHERE proposal_id IN (SELECT jianban.my_proposals())
    UNION SELECT proposer_id FROM jianban.dispatches WHERE proposal_id IN (SELECT jianban.my_proposals())
    UNION SELECT proposer_id FROM jianban.feedback WHERE proposal_id IN (SELECT jianban.my_proposals())
    UNION SELECT p.id FROM jianban.proposers AS p WHERE p.id::text IN (SELECT json_array_elements_text(list) FROM jianban.consultations AS c, LATERAL (VALUES (c.attended::json), (c.invited::json)) AS lists (list)
      WHERE c.proposal_id IN (SELECT jianban.my_proposals()) AND jianban.made('consultations', c.id) IS NOT TRUE);
END $$;
-- The contents that my unit has: in what hangs on its proposals, and what it brought;
-- of one action only what it brought then.
CREATE OR REPLACE FUNCTION jianban.my_contents(of_action bigint DEFAULT 0) RETURNS SETOF bigint
  LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT blob_id FROM jianban.content_units WHERE unit_id = jianban.my_unit() AND of_action IN (0, action_id)
    UNION SELECT b.id FROM jianban.blobs AS b JOIN jianban.attachments AS a ON a.sha256 = b.sha256 WHERE of_action = 0 AND a.proposal_id IN (SELECT jianban.my_proposals());
END $$;
-- Whether somebody of my unit entered a record.
CREATE OR REPLACE FUNCTION jianban.made(which text, record bigint) RETURNS boolean
  LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM jianban.journal AS j JOIN jianban.action_keys AS k ON k.action_id = j.action_id
    WHERE j.tbl = which AND j.row_id = record AND j.before IS NULL AND k.unit_id = jianban.my_unit());
END $$;

-- Begins an action: its number follows the last one's, without a gap. Who did it is
-- whom the server knows; only where that is nobody of people what the desk says.
CREATE OR REPLACE FUNCTION jianban.begin_action(at text, by text, what text, key text) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n bigint;
  who jianban.people%ROWTYPE;
BEGIN
  LOCK TABLE jianban.turn IN EXCLUSIVE MODE;
  SELECT * INTO who FROM jianban.people AS p WHERE p.role = session_user::text;
  UPDATE jianban.state SET last_action = last_action + 1 RETURNING last_action INTO n;
  INSERT INTO jianban.actions (id, at, by, what) VALUES (n, at, coalesce(who.name, by), what);
  INSERT INTO jianban.open_action (id) VALUES (n);
  INSERT INTO jianban.action_keys (action_id, key, unit_id) VALUES (n, key, who.unit_id);
  PERFORM pg_notify(split_part('jianban.', '.', 1), n::text); -- when it is committed
  RETURN n;
END $$;
-- The hash that the next action's begins with.
CREATE OR REPLACE FUNCTION jianban.hash_before(action bigint) RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT hash FROM jianban.actions WHERE id < action ORDER BY id DESC LIMIT 1), '');
END $$;
-- One value as an action's hash takes it.
CREATE OR REPLACE FUNCTION jianban.hashed(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT coalesce(octet_length(value) || ':' || value, '-') $$;
-- The hash of an action as the program makes it (chain.go).
CREATE OR REPLACE FUNCTION jianban.hash_of(action bigint) RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT '2:' || encode(sha256(convert_to(
      jianban.hashed(jianban.hash_before(a.id)) || jianban.hashed(a.id::text) || jianban.hashed(a.at) || jianban.hashed(a.by) || jianban.hashed(a.what) || jianban.hashed(a.undoes::text)
      || (SELECT coalesce(string_agg(jianban.hashed(j.id::text) || jianban.hashed(j.action_id::text) || jianban.hashed(j.tbl) || jianban.hashed(j.row_id::text) || jianban.hashed(j.proposal_id::text)
        || jianban.hashed(j.before::text) || jianban.hashed(j.after::text), '' ORDER BY j.id), '') FROM jianban.journal AS j WHERE j.action_id = a.id), 'UTF8')), 'hex')
    FROM jianban.actions AS a WHERE a.id = action);
END $$;
-- Ends the action with its hash. Of units and leaders the server makes it itself and
-- looks whether the contents that they brought are whole.
CREATE OR REPLACE FUNCTION jianban.close_action(sum text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n bigint;
BEGIN
  DELETE FROM jianban.open_action RETURNING id INTO STRICT n;
  IF jianban.my_kind() IN ('unit', 'leader') THEN
    IF sum IS DISTINCT FROM jianban.hash_of(n) OR NOT EXISTS (SELECT 1 FROM jianban.journal WHERE action_id = n) THEN
      RAISE EXCEPTION 'another hash than the action has' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (SELECT 1 FROM jianban.content_units AS c JOIN jianban.blobs AS b ON b.id = c.blob_id WHERE c.action_id = n
        AND b.sha256 <> encode(sha256((SELECT coalesce(string_agg(content, ''::bytea ORDER BY position), ''::bytea) FROM jianban.blob_parts WHERE blob_id = b.id)), 'hex')) THEN
      RAISE EXCEPTION 'another content than its hash has' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  UPDATE jianban.actions SET hash = sum WHERE id = n;
  RETURN true;
END $$;
-- No action is kept that nobody ended.
CREATE OR REPLACE FUNCTION jianban.must_be_closed() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM jianban.actions WHERE id = NEW.id AND hash = '') THEN
    RAISE EXCEPTION 'an action was not ended' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS closed ON jianban.actions;
CREATE CONSTRAINT TRIGGER closed AFTER INSERT ON jianban.actions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION jianban.must_be_closed();

-- Puts the terms of a changed proposal beside the search index, for those who may not
-- read it.
CREATE OR REPLACE FUNCTION jianban.freshen(proposal bigint, sealed bytea) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM jianban.open_action) OR jianban.my_kind() = 'unit' AND proposal NOT IN (SELECT jianban.my_proposals()) THEN
    RAISE EXCEPTION 'not a proposal of this change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO jianban.search_fresh (proposal_id, terms) VALUES (proposal, sealed) ON CONFLICT (proposal_id) DO UPDATE SET terms = excluded.terms;
  UPDATE jianban.search_state SET fresh = (SELECT count(*) FROM jianban.search_fresh);
END $$;
-- What a unit brings is its own; where the same is there already it shows that it
-- has it: proof is the hash of the unit's number, a colon and the content.
CREATE OR REPLACE FUNCTION jianban.brought() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO jianban.content_units (blob_id, unit_id, action_id) SELECT NEW.id, jianban.my_unit(), o.id FROM jianban.open_action AS o WHERE jianban.my_unit() IS NOT NULL;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER brought AFTER INSERT ON jianban.blobs FOR EACH ROW EXECUTE FUNCTION jianban.brought();
CREATE OR REPLACE FUNCTION jianban.claim_content(sum text, proof text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  unit bigint := jianban.my_unit();
  blob bigint;
BEGIN
  SELECT b.id INTO blob FROM jianban.blobs AS b WHERE b.sha256 = sum AND proof = encode(sha256(convert_to(unit || ':', 'UTF8')
    || (SELECT coalesce(string_agg(content, ''::bytea ORDER BY position), ''::bytea) FROM jianban.blob_parts WHERE blob_id = b.id)), 'hex');
  IF blob IS NULL OR unit IS NULL THEN
    RETURN false;
  END IF;
  INSERT INTO jianban.content_units (blob_id, unit_id, action_id) SELECT blob, unit, o.id FROM jianban.open_action AS o ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;

-- What of a record leaders and units may change: all but what the trigger's first
-- and second list leave out; a list that begins with only names all there is.
CREATE OR REPLACE FUNCTION jianban.within_rights() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  list text[] := string_to_array(TG_ARGV[CASE jianban.my_kind() WHEN 'leader' THEN 0 ELSE 1 END], ' ');
  was jsonb;
  now jsonb := to_jsonb(NEW);
  other text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.id > pg_sequence_last_value(pg_get_serial_sequence(format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME), 'id')::regclass) THEN
      RAISE EXCEPTION 'a number that was not given' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
  END IF;
  was := to_jsonb(OLD);
  SELECT array_agg(k) INTO other FROM jsonb_object_keys(now) AS k WHERE now -> k IS DISTINCT FROM was -> k AND (k = ANY (list)) = (list[1] <> 'only');
  IF other IS NOT NULL THEN
    RAISE EXCEPTION 'not to be changed by this role: %', other USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
DO $$
DECLARE
  signing text := 'only reviewed reviewed_by countersigned countersigned_by signed signed_by';
  t record;
BEGIN
  FOR t IN SELECT * FROM (VALUES ('replies', signing, 'id proposal_id'), ('opinions', signing, 'id proposal_id unit_id way'), ('consultations', 'only', 'id proposal_id'), ('attachments', 'only', 'id proposal_id sha256'),
      ('assignments', 'only', 'only accepted responsible contact phone')) AS v (name, leaders, units) LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER within_rights BEFORE INSERT OR UPDATE ON jianban.%I FOR EACH ROW WHEN (jianban.my_kind() IN (''leader'', ''unit'')) EXECUTE FUNCTION jianban.within_rights(%L, %L)', t.name, t.leaders, t.units);
  END LOOP;
END $$;

-- A unit reads what the second word says; that the office reads all, and clerks write,
-- stands with its groups (grants.sql).
DO $$
DECLARE
  owned text := 'proposal_id IN (SELECT jianban.my_proposals())';
  t record;
BEGIN
  FOR t IN SELECT * FROM (VALUES
      ('proposals', 'id IN (SELECT jianban.my_proposals())'),
      ('proposal_proposers', owned), ('extensions', owned), ('assignments', owned), ('consultations', owned), ('replies', owned), ('opinions', owned), ('dispatches', owned), ('waivers', owned),
      ('feedback', owned), ('assessments', owned), ('commitments', owned), ('disclosures', owned), ('attachments', owned),
      ('supervisions', owned || ' OR proposal_id IS NULL AND unit_id = (SELECT jianban.my_unit())'), ('issues', owned || ' OR proposal_id IS NULL AND unit_id = (SELECT jianban.my_unit())'),
      ('scores', 'unit_id = (SELECT jianban.my_unit())'),
      ('units', 'id IN (SELECT jianban.my_units())'), ('proposers', 'id IN (SELECT jianban.my_people())'),
      ('books', 'true'), ('leaders', 'true'), ('settings', 'true'), ('packs', 'true'), ('holidays', 'true'), ('state', 'true'), ('open_action', 'true'),
      ('packets', 'false'), ('packet_keys', 'false'), ('summaries', 'false'), ('year_closings', 'false'), ('saved_lists', 'false'), ('search_state', 'false'), ('search_terms', 'false'), ('search_fresh', 'false'), ('content_units', 'false'), ('turn', 'false'),
      ('blobs', 'id IN (SELECT jianban.my_contents())'),
      ('blob_parts', 'blob_id IN (SELECT id FROM jianban.blobs)'),
      ('search_texts', 'sha256 IN (SELECT sha256 FROM jianban.blobs)'),
      ('people', 'role = session_user::text'), ('action_keys', 'role = session_user::text'),
      ('journal', owned || ' OR tbl IN (''books'', ''leaders'', ''settings'', ''packs'', ''holidays'') OR tbl = ''units'' AND row_id IN (SELECT jianban.my_units()) OR tbl = ''proposers'' AND row_id IN (SELECT jianban.my_people())
        OR tbl = ''scores'' AND row_id IN (SELECT id FROM jianban.scores) OR tbl = ''supervisions'' AND row_id IN (SELECT id FROM jianban.supervisions) OR tbl = ''issues'' AND row_id IN (SELECT id FROM jianban.issues) OR tbl = ''blobs'' AND row_id IN (SELECT id FROM jianban.blobs)'),
      ('actions', 'id IN (SELECT id FROM jianban.open_action) OR EXISTS (SELECT 1 FROM jianban.journal WHERE action_id = actions.id)')
    ) AS v (name, units) LOOP
    EXECUTE format('CREATE POLICY reads ON jianban.%I FOR SELECT USING ((SELECT jianban.my_kind()) = ''unit'' AND (%s))', t.name, t.units);
  END LOOP;
  -- Units write what they entered themselves, before anybody has signed it.
  FOR t IN SELECT * FROM (VALUES
      ('consultations', owned), ('attachments', owned || ' AND sha256 IN (SELECT sha256 FROM jianban.blobs) AND (consultation_id IS NULL OR consultation_id IN (SELECT c.id FROM jianban.consultations AS c WHERE c.proposal_id = attachments.proposal_id))'),
      ('replies', 'proposal_id IN (SELECT jianban.my_proposals(true)) AND reviewed IS NULL AND countersigned IS NULL AND signed IS NULL AND sent IS NULL AND doc_number = '''''),
      ('opinions', 'reviewed IS NULL AND countersigned IS NULL AND signed IS NULL AND sent IS NULL AND (way = ''in'' AND unit_id = (SELECT jianban.my_unit()) AND ' || owned
        || ' OR way = ''out'' AND unit_id IS NULL AND received IS NULL AND doc_number = '''' AND proposal_id IN (SELECT jianban.my_proposals(true)))')
    ) AS v (name, mine) LOOP
    EXECUTE format('CREATE POLICY units_add ON jianban.%I FOR INSERT WITH CHECK ((SELECT jianban.my_kind()) = ''unit'' AND (%s))', t.name, t.mine);
    EXECUTE format('CREATE POLICY units_change ON jianban.%1$I FOR UPDATE USING ((SELECT jianban.my_kind()) = ''unit'' AND (%2$s) AND jianban.made(%1$L, id)) WITH CHECK ((SELECT jianban.my_kind()) = ''unit'' AND (%2$s))', t.name, t.mine);
    EXECUTE format('CREATE POLICY units_drop ON jianban.%1$I FOR DELETE USING ((SELECT jianban.my_kind()) = ''unit'' AND (%2$s) AND jianban.made(%1$L, id))', t.name, t.mine);
  END LOOP;
END $$;
CREATE POLICY units_receive ON jianban.assignments FOR UPDATE USING ((SELECT jianban.my_kind()) = 'unit' AND unit_id = (SELECT jianban.my_unit()) AND deleted = 0 AND return_consented IS NULL);
CREATE POLICY units_add ON jianban.blobs FOR INSERT WITH CHECK ((SELECT jianban.my_kind()) = 'unit');
CREATE POLICY units_add ON jianban.blob_parts FOR INSERT WITH CHECK ((SELECT jianban.my_kind()) = 'unit' AND blob_id IN (SELECT jianban.my_contents((SELECT id FROM jianban.open_action))));
CREATE POLICY units_add ON jianban.search_texts FOR INSERT WITH CHECK ((SELECT jianban.my_kind()) = 'unit' AND sha256 IN (SELECT sha256 FROM jianban.blobs WHERE id IN (SELECT jianban.my_contents((SELECT o.id FROM jianban.open_action AS o)))));
CREATE POLICY leaders_sign ON jianban.replies FOR UPDATE USING ((SELECT jianban.my_kind()) = 'leader' AND deleted = 0);
CREATE POLICY leaders_sign ON jianban.opinions FOR UPDATE USING ((SELECT jianban.my_kind()) = 'leader' AND deleted = 0);
CREATE POLICY undoing ON jianban.actions FOR UPDATE USING ((SELECT jianban.my_kind()) IS NOT NULL AND id IN (SELECT id FROM jianban.open_action));
CREATE POLICY erasing ON jianban.journal FOR INSERT WITH CHECK ((SELECT jianban.my_kind()) = 'clerk' AND tbl = 'blobs' AND action_id IN (SELECT id FROM jianban.open_action));
CREATE POLICY clerks_end ON jianban.open_action FOR DELETE USING ((SELECT jianban.my_kind()) = 'clerk');
CREATE POLICY clerks_back_up ON jianban.state FOR UPDATE USING ((SELECT jianban.my_kind()) = 'clerk');

REVOKE ALL ON SCHEMA jianban FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA jianban FROM PUBLIC;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA jianban FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA jianban FROM PUBLIC;
