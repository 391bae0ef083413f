-- What the groups of one registry may do at all; policies (rights.sql) say to which
-- rows. {clerk} … are the groups' names in quotes, {database} the database's.
GRANT CONNECT ON DATABASE {database} TO {clerk}, {leader}, {unit}, {auditor};
GRANT USAGE ON SCHEMA jianban TO {clerk}, {leader}, {unit}, {auditor};
GRANT SELECT ON ALL TABLES IN SCHEMA jianban TO {clerk}, {leader}, {unit}, {auditor};
GRANT EXECUTE ON FUNCTION jianban.json_extract, jianban.my_kind, jianban.my_unit, jianban.my_proposals, jianban.my_units, jianban.my_people, jianban.my_contents, jianban.made TO {clerk}, {leader}, {unit}, {auditor};
GRANT EXECUTE ON FUNCTION jianban.begin_action, jianban.hash_before, jianban.close_action TO {clerk}, {leader}, {unit};
GRANT UPDATE ON jianban.turn TO {clerk}, {leader}, {unit};
GRANT UPDATE (what, undoes) ON jianban.actions TO {clerk}, {leader}, {unit};
GRANT EXECUTE ON FUNCTION jianban.freshen TO {leader}, {unit};
GRANT UPDATE ON jianban.replies, jianban.opinions TO {leader};
GRANT EXECUTE ON FUNCTION jianban.claim_content TO {unit};
GRANT INSERT, UPDATE, DELETE ON jianban.consultations, jianban.replies, jianban.opinions, jianban.attachments TO {unit};
GRANT UPDATE ON jianban.assignments TO {unit};
GRANT INSERT ON jianban.blobs, jianban.blob_parts, jianban.search_texts TO {unit};
GRANT INSERT, UPDATE, DELETE ON jianban.books, jianban.leaders, jianban.units, jianban.proposers, jianban.proposals, jianban.proposal_proposers, jianban.extensions, jianban.assignments, jianban.consultations, jianban.replies,
  jianban.opinions, jianban.dispatches, jianban.waivers, jianban.feedback, jianban.assessments, jianban.commitments, jianban.supervisions, jianban.disclosures, jianban.blobs, jianban.blob_parts, jianban.attachments,
  jianban.summaries, jianban.settings, jianban.packs, jianban.scores, jianban.holidays, jianban.year_closings, jianban.saved_lists, jianban.search_state, jianban.search_terms, jianban.search_fresh, jianban.search_texts, jianban.packets, jianban.issues TO {clerk};
GRANT INSERT ON jianban.packet_keys TO {clerk};
GRANT INSERT ON jianban.journal TO {clerk};
GRANT DELETE ON jianban.open_action TO {clerk};
GRANT UPDATE (backed_up) ON jianban.state TO {clerk};
-- The office's policies hold for its groups alone: a condition that is true costs
-- nothing, so that a clerk's saves are as fast as the owner's.
DO $$
DECLARE
  here text := split_part('jianban.', '.', 1);
  t record;
BEGIN
  FOR t IN SELECT tablename AS name FROM pg_tables WHERE schemaname = here AND NOT EXISTS (SELECT 1 FROM pg_policies WHERE schemaname = here AND tablename = pg_tables.tablename AND policyname = 'office_reads') LOOP
    IF t.name = 'packet_keys' THEN -- who has the key signs as the office
      EXECUTE format('CREATE POLICY office_reads ON jianban.%I FOR SELECT TO {clerk} USING (true)', t.name);
    ELSE
      EXECUTE format('CREATE POLICY office_reads ON jianban.%I FOR SELECT TO {clerk}, {leader}, {auditor} USING (true)', t.name);
    END IF;
    IF t.name NOT IN ('state', 'turn', 'people', 'content_units', 'actions', 'action_keys', 'open_action', 'journal') THEN
      EXECUTE format('CREATE POLICY clerks_write ON jianban.%I TO {clerk} USING (true) WITH CHECK (true)', t.name);
    END IF;
  END LOOP;
END $$;
