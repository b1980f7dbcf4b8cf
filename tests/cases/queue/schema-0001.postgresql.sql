-- A queue as the first release left it, made by that program: pg_dump --inserts of it.
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.applies (
    revision integer NOT NULL,
    at bigint NOT NULL,
    "user" character varying NOT NULL,
    files character varying NOT NULL,
    before text NOT NULL
);
CREATE TABLE public.attempts (
    id bigint NOT NULL,
    post_id bigint NOT NULL,
    part_id bigint NOT NULL,
    number integer NOT NULL,
    attempt integer NOT NULL,
    owner character varying NOT NULL,
    started_at bigint NOT NULL,
    ended_at bigint,
    outcome character varying(16),
    phase character varying(16),
    status integer,
    reason character varying,
    CONSTRAINT ck_attempts_ended CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT ck_attempts_outcome CHECK (((outcome)::text = ANY ((ARRAY['delivered'::character varying, 'retry'::character varying, 'rejected'::character varying, 'unknown'::character varying])::text[]))),
    CONSTRAINT ck_attempts_phase CHECK (((phase)::text = ANY ((ARRAY['not-sent'::character varying, 'partial'::character varying, 'sent'::character varying, 'answered'::character varying])::text[])))
);
CREATE SEQUENCE public.attempts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.attempts_id_seq OWNED BY public.attempts.id;
CREATE TABLE public.beats (
    owner character varying NOT NULL,
    pid integer NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE public.channels (
    name character varying NOT NULL,
    open boolean NOT NULL,
    reason character varying,
    since bigint NOT NULL
);
CREATE TABLE public.events (
    id bigint NOT NULL,
    at bigint NOT NULL,
    "user" character varying NOT NULL,
    action character varying NOT NULL,
    subject character varying NOT NULL,
    detail text NOT NULL
);
CREATE SEQUENCE public.events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.events_id_seq OWNED BY public.events.id;
CREATE TABLE public.meta (
    name character varying NOT NULL,
    value text NOT NULL
);
CREATE TABLE public.parts (
    id bigint NOT NULL,
    post_id bigint NOT NULL,
    number integer NOT NULL,
    state character varying(16) NOT NULL,
    content text NOT NULL,
    content_hash character varying NOT NULL,
    due_at bigint NOT NULL,
    not_before bigint NOT NULL,
    not_after bigint NOT NULL,
    expiry character varying(16) NOT NULL,
    ready_at bigint NOT NULL,
    true_from bigint,
    true_until bigint,
    attempt integer NOT NULL,
    receipt character varying,
    reason character varying,
    owner character varying,
    lease bigint,
    CONSTRAINT ck_parts_counts CHECK (((number >= 1) AND (attempt >= 0))),
    CONSTRAINT ck_parts_expiry CHECK (((expiry)::text = ANY ((ARRAY['untrue'::character varying, 'expires'::character varying, 'late'::character varying])::text[]))),
    CONSTRAINT ck_parts_hash CHECK ((length((content_hash)::text) = 64)),
    CONSTRAINT ck_parts_leased CHECK ((((state)::text = 'sending'::text) = (lease IS NOT NULL))),
    CONSTRAINT ck_parts_owned CHECK (((owner IS NULL) = (lease IS NULL))),
    CONSTRAINT ck_parts_partstate CHECK (((state)::text = ANY ((ARRAY['awaiting'::character varying, 'scheduled'::character varying, 'sending'::character varying, 'delivered'::character varying, 'failed'::character varying, 'unknown'::character varying, 'expired'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT ck_parts_ready CHECK ((ready_at >= not_before)),
    CONSTRAINT ck_parts_truth CHECK (((true_from IS NULL) OR (true_until IS NULL) OR (true_from < true_until))),
    CONSTRAINT ck_parts_window CHECK (((not_before <= due_at) AND (due_at < not_after)))
);
CREATE SEQUENCE public.parts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.parts_id_seq OWNED BY public.parts.id;
CREATE TABLE public.posts (
    id bigint NOT NULL,
    key character varying NOT NULL COLLATE pg_catalog."C",
    campaign character varying NOT NULL,
    step character varying NOT NULL,
    channel character varying NOT NULL,
    platform character varying NOT NULL,
    due_at bigint NOT NULL,
    zone character varying NOT NULL,
    wall character varying NOT NULL,
    rule character varying NOT NULL,
    expires_at bigint,
    held boolean NOT NULL,
    claims text NOT NULL,
    facts_used text NOT NULL,
    file character varying,
    line integer,
    "column" integer
);
CREATE SEQUENCE public.posts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.posts_id_seq OWNED BY public.posts.id;
ALTER TABLE ONLY public.attempts ALTER COLUMN id SET DEFAULT nextval('public.attempts_id_seq'::regclass);
ALTER TABLE ONLY public.events ALTER COLUMN id SET DEFAULT nextval('public.events_id_seq'::regclass);
ALTER TABLE ONLY public.parts ALTER COLUMN id SET DEFAULT nextval('public.parts_id_seq'::regclass);
ALTER TABLE ONLY public.posts ALTER COLUMN id SET DEFAULT nextval('public.posts_id_seq'::regclass);
INSERT INTO public.alembic_version VALUES ('0001');
INSERT INTO public.applies VALUES (1, 1780300800000000, 'mara', 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', '{"film/thread/x":null,"film/out-now/x":null,"film/held/x":null,"film/late/x":null,"film/later/mastodon":null,"film/gone/x":null,"film/refused/x":null}');
INSERT INTO public.applies VALUES (2, 1780300800000000, 'mara', 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff', '{"film/gone/x":{"post":{"key":"film/gone/x","campaign":"film","step":"gone","channel":"x","platform":"x","due_at":1780574400000000,"zone":"Europe/Berlin","wall":"2026-06-01 14:00","rule":"T-0","expires_at":null,"held":false,"claims":"[{\"end\":1780617600000000,\"start\":1780574400000000,\"words\":\"today\"}]","facts_used":"[{\"column\":1,\"file\":\"config/facts/film.yaml\",\"line\":3}]","file":"config/campaigns/film.yaml","line":9,"column":3},"parts":[{"number":1,"state":"scheduled","content":"{\"entities\":[],\"image\":null,\"link\":null,\"text\":\"Gone\"}","content_hash":"d94a7d7c9f9678243c66254df1f4b95f04f2d4cb2afb334925b3cd11b466df94","due_at":1780574400000000,"not_before":1780574400000000,"not_after":1780581600000000,"expiry":"late","ready_at":1780574400000000,"true_from":null,"true_until":null,"attempt":0,"receipt":null,"reason":null}]}}');
INSERT INTO public.attempts VALUES (2, 2, 4, 1, 1, 'old:1', 1780315200000000, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.attempts VALUES (1, 1, 1, 1, 1, 'old:1', 1780315200000000, 1780315200000000, 'delivered', 'answered', 200, NULL);
INSERT INTO public.attempts VALUES (3, 3, 5, 1, 1, 'old:1', 1780315200000000, 1780315200000000, 'unknown', 'sent', NULL, 'no answer');
INSERT INTO public.attempts VALUES (4, 7, 9, 1, 1, 'old:1', 1780315200000000, 1780315200000000, 'rejected', 'answered', 422, 'too long');
INSERT INTO public.beats VALUES ('old:1', 4711, 1780315200000000);
INSERT INTO public.channels VALUES ('mastodon', false, 'credentials', 1780315200000000);
INSERT INTO public.events VALUES (1, 1780300800000000, 'mara', 'add', 'film/thread/x', '{"reason":"new","revision":1}');
INSERT INTO public.events VALUES (2, 1780300800000000, 'mara', 'add', 'film/out-now/x', '{"reason":"new","revision":1}');
INSERT INTO public.events VALUES (3, 1780300800000000, 'mara', 'add', 'film/held/x', '{"reason":"new","revision":1}');
INSERT INTO public.events VALUES (4, 1780300800000000, 'mara', 'add', 'film/late/x', '{"reason":"new","revision":1}');
INSERT INTO public.events VALUES (5, 1780300800000000, 'mara', 'add', 'film/later/mastodon', '{"reason":"new","revision":1}');
INSERT INTO public.events VALUES (6, 1780300800000000, 'mara', 'add', 'film/gone/x', '{"reason":"new","revision":1}');
INSERT INTO public.events VALUES (7, 1780300800000000, 'mara', 'add', 'film/refused/x', '{"reason":"new","revision":1}');
INSERT INTO public.events VALUES (8, 1780300800000000, 'mara', 'cancel', 'film/gone/x', '{"reason":"no file asks for it","revision":2}');
INSERT INTO public.events VALUES (9, 1780315200000000, 'mara', 'channel-paused', 'channel:mastodon', '{"reason": "credentials"}');
INSERT INTO public.meta VALUES ('workspace', 'harbour-press');
INSERT INTO public.meta VALUES ('revision', '2');
INSERT INTO public.parts VALUES (2, 1, 2, 'scheduled', '{"entities":[],"image":null,"link":null,"text":"Two"}', '62b60ce084b2c57aaeda94f25c0fae4240fcf603d010f801db8a0d6b2c91e675', 1780315200000000, 1780315200000000, 1780322400000000, 'late', 1780315200000000, NULL, NULL, 0, NULL, NULL, NULL, NULL);
INSERT INTO public.parts VALUES (3, 1, 3, 'scheduled', '{"entities":[],"image":null,"link":null,"text":"Three"}', '5eff9a20e9575e7a88ae6e72fb7cbe571395bed709d1bd1d064c65757197a830', 1780315200000000, 1780315200000000, 1780322400000000, 'late', 1780315200000000, NULL, NULL, 0, NULL, NULL, NULL, NULL);
INSERT INTO public.parts VALUES (7, 5, 1, 'scheduled', '{"entities":[],"image":null,"link":null,"text":"Later, it''s said"}', '8d5ddf46c51bb5deab66f52fc4882470c414362e42088a1839fdf72be7bd8eab', 1782907200000000, 1782907200000000, 1782914400000000, 'late', 1782907200000000, NULL, NULL, 0, NULL, NULL, NULL, NULL);
INSERT INTO public.parts VALUES (8, 6, 1, 'cancelled', '{"entities":[],"image":null,"link":null,"text":"Gone"}', 'd94a7d7c9f9678243c66254df1f4b95f04f2d4cb2afb334925b3cd11b466df94', 1780574400000000, 1780574400000000, 1780581600000000, 'late', 1780574400000000, NULL, NULL, 0, NULL, 'no file asks for it', NULL, NULL);
INSERT INTO public.parts VALUES (6, 4, 1, 'expired', '{"entities":[],"image":null,"link":null,"text":"Too late"}', '60281b47a947e917823047eb70a03d26f607a998540879c9392d2747a899c13a', 1780304400000000, 1780304400000000, 1780311600000000, 'late', 1780304400000000, NULL, NULL, 0, NULL, 'late', NULL, NULL);
INSERT INTO public.parts VALUES (4, 2, 1, 'sending', '{"entities":[],"image":null,"link":null,"text":"Out now 🎬"}', '6975426a0c416625bd395a07fbe205fdd083a487c0e8543c8e59602d58dc550c', 1780315200000000, 1780315200000000, 1780322400000000, 'late', 1780315200000000, NULL, NULL, 1, NULL, NULL, 'old:1', 1780315260000000);
INSERT INTO public.parts VALUES (1, 1, 1, 'delivered', '{"entities":[],"image":null,"link":null,"text":"One – “1”"}', 'bf27d1624c475b589de905768a5d8618796259405ca63d08703a826f2003f384', 1780315200000000, 1780315200000000, 1780322400000000, 'late', 1780315200000000, NULL, NULL, 1, 'r-1', NULL, NULL, NULL);
INSERT INTO public.parts VALUES (5, 3, 1, 'unknown', '{"entities":[],"image":null,"link":null,"text":"Not answered"}', '5bc110976dea7b021d08e6a16b5066c7ea3b7a14c8b635009464847a63070b11', 1780315200000000, 1780315200000000, 1780322400000000, 'late', 1780315200000000, NULL, NULL, 1, NULL, 'no answer', NULL, NULL);
INSERT INTO public.parts VALUES (9, 7, 1, 'failed', '{"entities":[],"image":null,"link":null,"text":"Refused"}', '34fb17d4e32b35bb1ae7b90d4bd92925f56a5755d4f65f8f0bab155f738ce407', 1780315200000000, 1780315200000000, 1780322400000000, 'late', 1780315200000000, NULL, NULL, 1, NULL, 'too long', NULL, NULL);
INSERT INTO public.posts VALUES (1, 'film/thread/x', 'film', 'thread', 'x', 'x', 1780315200000000, 'Europe/Berlin', '2026-06-01 14:00', 'T-0', NULL, false, '[{"end":1780358400000000,"start":1780315200000000,"words":"today"}]', '[{"column":1,"file":"config/facts/film.yaml","line":3}]', 'config/campaigns/film.yaml', 9, 3);
INSERT INTO public.posts VALUES (2, 'film/out-now/x', 'film', 'out-now', 'x', 'x', 1780315200000000, 'Europe/Berlin', '2026-06-01 14:00', 'T-0', NULL, false, '[{"end":1780358400000000,"start":1780315200000000,"words":"today"}]', '[{"column":1,"file":"config/facts/film.yaml","line":3}]', 'config/campaigns/film.yaml', 9, 3);
INSERT INTO public.posts VALUES (3, 'film/held/x', 'film', 'held', 'x', 'x', 1780315200000000, 'Europe/Berlin', '2026-06-01 14:00', 'T-0', NULL, false, '[{"end":1780358400000000,"start":1780315200000000,"words":"today"}]', '[{"column":1,"file":"config/facts/film.yaml","line":3}]', 'config/campaigns/film.yaml', 9, 3);
INSERT INTO public.posts VALUES (4, 'film/late/x', 'film', 'late', 'x', 'x', 1780304400000000, 'Europe/Berlin', '2026-06-01 14:00', 'T-0', NULL, false, '[{"end":1780347600000000,"start":1780304400000000,"words":"today"}]', '[{"column":1,"file":"config/facts/film.yaml","line":3}]', 'config/campaigns/film.yaml', 9, 3);
INSERT INTO public.posts VALUES (5, 'film/later/mastodon', 'film', 'later', 'mastodon', 'x', 1782907200000000, 'Europe/Berlin', '2026-06-01 14:00', 'T-0', NULL, false, '[{"end":1782950400000000,"start":1782907200000000,"words":"today"}]', '[{"column":1,"file":"config/facts/film.yaml","line":3}]', 'config/campaigns/film.yaml', 9, 3);
INSERT INTO public.posts VALUES (6, 'film/gone/x', 'film', 'gone', 'x', 'x', 1780574400000000, 'Europe/Berlin', '2026-06-01 14:00', 'T-0', NULL, false, '[{"end":1780617600000000,"start":1780574400000000,"words":"today"}]', '[{"column":1,"file":"config/facts/film.yaml","line":3}]', 'config/campaigns/film.yaml', 9, 3);
INSERT INTO public.posts VALUES (7, 'film/refused/x', 'film', 'refused', 'x', 'x', 1780315200000000, 'Europe/Berlin', '2026-06-01 14:00', 'T-0', NULL, false, '[{"end":1780358400000000,"start":1780315200000000,"words":"today"}]', '[{"column":1,"file":"config/facts/film.yaml","line":3}]', 'config/campaigns/film.yaml', 9, 3);
SELECT pg_catalog.setval('public.attempts_id_seq', 4, true);
SELECT pg_catalog.setval('public.events_id_seq', 9, true);
SELECT pg_catalog.setval('public.parts_id_seq', 9, true);
SELECT pg_catalog.setval('public.posts_id_seq', 7, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT pk_alembic_version PRIMARY KEY (version_num);
ALTER TABLE ONLY public.applies
    ADD CONSTRAINT pk_applies PRIMARY KEY (revision);
ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT pk_attempts PRIMARY KEY (id);
ALTER TABLE ONLY public.beats
    ADD CONSTRAINT pk_beats PRIMARY KEY (owner);
ALTER TABLE ONLY public.channels
    ADD CONSTRAINT pk_channels PRIMARY KEY (name);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT pk_events PRIMARY KEY (id);
ALTER TABLE ONLY public.meta
    ADD CONSTRAINT pk_meta PRIMARY KEY (name);
ALTER TABLE ONLY public.parts
    ADD CONSTRAINT pk_parts PRIMARY KEY (id);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT pk_posts PRIMARY KEY (id);
ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT uq_attempts_part_id_attempt UNIQUE (part_id, attempt);
ALTER TABLE ONLY public.parts
    ADD CONSTRAINT uq_parts_post_id_number UNIQUE (post_id, number);
ALTER TABLE ONLY public.posts
    ADD CONSTRAINT uq_posts_key UNIQUE (key);
CREATE INDEX ix_attempts_post_id ON public.attempts USING btree (post_id);
CREATE INDEX ix_events_subject ON public.events USING btree (subject);
CREATE INDEX ix_parts_state_not_after ON public.parts USING btree (state, not_after);
CREATE INDEX ix_parts_state_ready_at ON public.parts USING btree (state, ready_at);
ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT fk_attempts_post_id FOREIGN KEY (post_id) REFERENCES public.posts(id);
ALTER TABLE ONLY public.parts
    ADD CONSTRAINT fk_parts_post_id FOREIGN KEY (post_id) REFERENCES public.posts(id);
