-- A queue as the first release left it, made by that program: the SQLite shell's .dump of it.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_alembic_version PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE applies (
	revision INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	user VARCHAR NOT NULL, 
	files VARCHAR NOT NULL, 
	"before" TEXT NOT NULL, 
	CONSTRAINT pk_applies PRIMARY KEY (revision)
);
INSERT INTO "applies" VALUES(1,1780300800000000,'mara','ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','{"film/thread/x":null,"film/out-now/x":null,"film/held/x":null,"film/late/x":null,"film/later/mastodon":null,"film/gone/x":null,"film/refused/x":null}');
INSERT INTO "applies" VALUES(2,1780300800000000,'mara','ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','{"film/gone/x":{"post":{"key":"film/gone/x","campaign":"film","step":"gone","channel":"x","platform":"x","due_at":1780574400000000,"zone":"Europe/Berlin","wall":"2026-06-01 14:00","rule":"T-0","expires_at":null,"held":false,"claims":"[{\"end\":1780617600000000,\"start\":1780574400000000,\"words\":\"today\"}]","facts_used":"[{\"column\":1,\"file\":\"config/facts/film.yaml\",\"line\":3}]","file":"config/campaigns/film.yaml","line":9,"column":3},"parts":[{"number":1,"state":"scheduled","content":"{\"entities\":[],\"image\":null,\"link\":null,\"text\":\"Gone\"}","content_hash":"d94a7d7c9f9678243c66254df1f4b95f04f2d4cb2afb334925b3cd11b466df94","due_at":1780574400000000,"not_before":1780574400000000,"not_after":1780581600000000,"expiry":"late","ready_at":1780574400000000,"true_from":null,"true_until":null,"attempt":0,"receipt":null,"reason":null}]}}');
CREATE TABLE attempts (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	post_id INTEGER NOT NULL, 
	part_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	attempt INTEGER NOT NULL, 
	owner VARCHAR NOT NULL, 
	started_at BIGINT NOT NULL, 
	ended_at BIGINT, 
	outcome VARCHAR(16), 
	phase VARCHAR(16), 
	status INTEGER, 
	reason VARCHAR, 
	CONSTRAINT uq_attempts_part_id_attempt UNIQUE (part_id, attempt), 
	CONSTRAINT ck_attempts_ended CHECK ((ended_at IS NULL) = (outcome IS NULL)), 
	CONSTRAINT fk_attempts_post_id FOREIGN KEY(post_id) REFERENCES posts (id), 
	CONSTRAINT ck_attempts_outcome CHECK (outcome IN ('delivered', 'retry', 'rejected', 'unknown')), 
	CONSTRAINT ck_attempts_phase CHECK (phase IN ('not-sent', 'partial', 'sent', 'answered'))
);
INSERT INTO "attempts" VALUES(1,1,1,1,1,'old:1',1780315200000000,1780315200000000,'delivered','answered',200,NULL);
INSERT INTO "attempts" VALUES(2,2,4,1,1,'old:1',1780315200000000,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "attempts" VALUES(3,3,5,1,1,'old:1',1780315200000000,1780315200000000,'unknown','sent',NULL,'no answer');
INSERT INTO "attempts" VALUES(4,7,9,1,1,'old:1',1780315200000000,1780315200000000,'rejected','answered',422,'too long');
CREATE TABLE beats (
	owner VARCHAR NOT NULL, 
	pid INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_beats PRIMARY KEY (owner)
);
INSERT INTO "beats" VALUES('old:1',4711,1780315200000000);
CREATE TABLE channels (
	name VARCHAR NOT NULL, 
	open BOOLEAN NOT NULL, 
	reason VARCHAR, 
	since BIGINT NOT NULL, 
	CONSTRAINT pk_channels PRIMARY KEY (name), 
	CONSTRAINT ck_channels_open CHECK (open IN (0, 1))
);
INSERT INTO "channels" VALUES('mastodon',0,'credentials',1780315200000000);
CREATE TABLE events (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at BIGINT NOT NULL, 
	user VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	detail TEXT NOT NULL
);
INSERT INTO "events" VALUES(1,1780300800000000,'mara','add','film/thread/x','{"reason":"new","revision":1}');
INSERT INTO "events" VALUES(2,1780300800000000,'mara','add','film/out-now/x','{"reason":"new","revision":1}');
INSERT INTO "events" VALUES(3,1780300800000000,'mara','add','film/held/x','{"reason":"new","revision":1}');
INSERT INTO "events" VALUES(4,1780300800000000,'mara','add','film/late/x','{"reason":"new","revision":1}');
INSERT INTO "events" VALUES(5,1780300800000000,'mara','add','film/later/mastodon','{"reason":"new","revision":1}');
INSERT INTO "events" VALUES(6,1780300800000000,'mara','add','film/gone/x','{"reason":"new","revision":1}');
INSERT INTO "events" VALUES(7,1780300800000000,'mara','add','film/refused/x','{"reason":"new","revision":1}');
INSERT INTO "events" VALUES(8,1780300800000000,'mara','cancel','film/gone/x','{"reason":"no file asks for it","revision":2}');
INSERT INTO "events" VALUES(9,1780315200000000,'mara','channel-paused','channel:mastodon','{"reason": "credentials"}');
CREATE TABLE meta (
	name VARCHAR NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('workspace','harbour-press');
INSERT INTO "meta" VALUES('revision','2');
CREATE TABLE parts (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	post_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	content TEXT NOT NULL, 
	content_hash VARCHAR NOT NULL, 
	due_at BIGINT NOT NULL, 
	not_before BIGINT NOT NULL, 
	not_after BIGINT NOT NULL, 
	expiry VARCHAR(16) NOT NULL, 
	ready_at BIGINT NOT NULL, 
	true_from BIGINT, 
	true_until BIGINT, 
	attempt INTEGER NOT NULL, 
	receipt VARCHAR, 
	reason VARCHAR, 
	owner VARCHAR, 
	lease BIGINT, 
	CONSTRAINT uq_parts_post_id_number UNIQUE (post_id, number), 
	CONSTRAINT ck_parts_window CHECK (not_before <= due_at AND due_at < not_after), 
	CONSTRAINT ck_parts_ready CHECK (ready_at >= not_before), 
	CONSTRAINT ck_parts_truth CHECK (true_from IS NULL OR true_until IS NULL OR true_from < true_until), 
	CONSTRAINT ck_parts_leased CHECK ((state = 'sending') = (lease IS NOT NULL)), 
	CONSTRAINT ck_parts_owned CHECK ((owner IS NULL) = (lease IS NULL)), 
	CONSTRAINT ck_parts_counts CHECK (number >= 1 AND attempt >= 0), 
	CONSTRAINT ck_parts_hash CHECK (length(content_hash) = 64), 
	CONSTRAINT fk_parts_post_id FOREIGN KEY(post_id) REFERENCES posts (id), 
	CONSTRAINT ck_parts_partstate CHECK (state IN ('awaiting', 'scheduled', 'sending', 'delivered', 'failed', 'unknown', 'expired', 'cancelled')), 
	CONSTRAINT ck_parts_expiry CHECK (expiry IN ('untrue', 'expires', 'late'))
);
INSERT INTO "parts" VALUES(1,1,1,'delivered','{"entities":[],"image":null,"link":null,"text":"One – “1”"}','bf27d1624c475b589de905768a5d8618796259405ca63d08703a826f2003f384',1780315200000000,1780315200000000,1780322400000000,'late',1780315200000000,NULL,NULL,1,'r-1',NULL,NULL,NULL);
INSERT INTO "parts" VALUES(2,1,2,'scheduled','{"entities":[],"image":null,"link":null,"text":"Two"}','62b60ce084b2c57aaeda94f25c0fae4240fcf603d010f801db8a0d6b2c91e675',1780315200000000,1780315200000000,1780322400000000,'late',1780315200000000,NULL,NULL,0,NULL,NULL,NULL,NULL);
INSERT INTO "parts" VALUES(3,1,3,'scheduled','{"entities":[],"image":null,"link":null,"text":"Three"}','5eff9a20e9575e7a88ae6e72fb7cbe571395bed709d1bd1d064c65757197a830',1780315200000000,1780315200000000,1780322400000000,'late',1780315200000000,NULL,NULL,0,NULL,NULL,NULL,NULL);
INSERT INTO "parts" VALUES(4,2,1,'sending','{"entities":[],"image":null,"link":null,"text":"Out now 🎬"}','6975426a0c416625bd395a07fbe205fdd083a487c0e8543c8e59602d58dc550c',1780315200000000,1780315200000000,1780322400000000,'late',1780315200000000,NULL,NULL,1,NULL,NULL,'old:1',1780315260000000);
INSERT INTO "parts" VALUES(5,3,1,'unknown','{"entities":[],"image":null,"link":null,"text":"Not answered"}','5bc110976dea7b021d08e6a16b5066c7ea3b7a14c8b635009464847a63070b11',1780315200000000,1780315200000000,1780322400000000,'late',1780315200000000,NULL,NULL,1,NULL,'no answer',NULL,NULL);
INSERT INTO "parts" VALUES(6,4,1,'expired','{"entities":[],"image":null,"link":null,"text":"Too late"}','60281b47a947e917823047eb70a03d26f607a998540879c9392d2747a899c13a',1780304400000000,1780304400000000,1780311600000000,'late',1780304400000000,NULL,NULL,0,NULL,'late',NULL,NULL);
INSERT INTO "parts" VALUES(7,5,1,'scheduled','{"entities":[],"image":null,"link":null,"text":"Later, it''s said"}','8d5ddf46c51bb5deab66f52fc4882470c414362e42088a1839fdf72be7bd8eab',1782907200000000,1782907200000000,1782914400000000,'late',1782907200000000,NULL,NULL,0,NULL,NULL,NULL,NULL);
INSERT INTO "parts" VALUES(8,6,1,'cancelled','{"entities":[],"image":null,"link":null,"text":"Gone"}','d94a7d7c9f9678243c66254df1f4b95f04f2d4cb2afb334925b3cd11b466df94',1780574400000000,1780574400000000,1780581600000000,'late',1780574400000000,NULL,NULL,0,NULL,'no file asks for it',NULL,NULL);
INSERT INTO "parts" VALUES(9,7,1,'failed','{"entities":[],"image":null,"link":null,"text":"Refused"}','34fb17d4e32b35bb1ae7b90d4bd92925f56a5755d4f65f8f0bab155f738ce407',1780315200000000,1780315200000000,1780322400000000,'late',1780315200000000,NULL,NULL,1,NULL,'too long',NULL,NULL);
CREATE TABLE posts (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" VARCHAR NOT NULL, 
	campaign VARCHAR NOT NULL, 
	step VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	platform VARCHAR NOT NULL, 
	due_at BIGINT NOT NULL, 
	zone VARCHAR NOT NULL, 
	wall VARCHAR NOT NULL, 
	rule VARCHAR NOT NULL, 
	expires_at BIGINT, 
	held BOOLEAN NOT NULL, 
	claims TEXT NOT NULL, 
	facts_used TEXT NOT NULL, 
	file VARCHAR, 
	line INTEGER, 
	"column" INTEGER, 
	CONSTRAINT uq_posts_key UNIQUE ("key"), 
	CONSTRAINT ck_posts_held CHECK (held IN (0, 1))
);
INSERT INTO "posts" VALUES(1,'film/thread/x','film','thread','x','x',1780315200000000,'Europe/Berlin','2026-06-01 14:00','T-0',NULL,0,'[{"end":1780358400000000,"start":1780315200000000,"words":"today"}]','[{"column":1,"file":"config/facts/film.yaml","line":3}]','config/campaigns/film.yaml',9,3);
INSERT INTO "posts" VALUES(2,'film/out-now/x','film','out-now','x','x',1780315200000000,'Europe/Berlin','2026-06-01 14:00','T-0',NULL,0,'[{"end":1780358400000000,"start":1780315200000000,"words":"today"}]','[{"column":1,"file":"config/facts/film.yaml","line":3}]','config/campaigns/film.yaml',9,3);
INSERT INTO "posts" VALUES(3,'film/held/x','film','held','x','x',1780315200000000,'Europe/Berlin','2026-06-01 14:00','T-0',NULL,0,'[{"end":1780358400000000,"start":1780315200000000,"words":"today"}]','[{"column":1,"file":"config/facts/film.yaml","line":3}]','config/campaigns/film.yaml',9,3);
INSERT INTO "posts" VALUES(4,'film/late/x','film','late','x','x',1780304400000000,'Europe/Berlin','2026-06-01 14:00','T-0',NULL,0,'[{"end":1780347600000000,"start":1780304400000000,"words":"today"}]','[{"column":1,"file":"config/facts/film.yaml","line":3}]','config/campaigns/film.yaml',9,3);
INSERT INTO "posts" VALUES(5,'film/later/mastodon','film','later','mastodon','x',1782907200000000,'Europe/Berlin','2026-06-01 14:00','T-0',NULL,0,'[{"end":1782950400000000,"start":1782907200000000,"words":"today"}]','[{"column":1,"file":"config/facts/film.yaml","line":3}]','config/campaigns/film.yaml',9,3);
INSERT INTO "posts" VALUES(6,'film/gone/x','film','gone','x','x',1780574400000000,'Europe/Berlin','2026-06-01 14:00','T-0',NULL,0,'[{"end":1780617600000000,"start":1780574400000000,"words":"today"}]','[{"column":1,"file":"config/facts/film.yaml","line":3}]','config/campaigns/film.yaml',9,3);
INSERT INTO "posts" VALUES(7,'film/refused/x','film','refused','x','x',1780315200000000,'Europe/Berlin','2026-06-01 14:00','T-0',NULL,0,'[{"end":1780358400000000,"start":1780315200000000,"words":"today"}]','[{"column":1,"file":"config/facts/film.yaml","line":3}]','config/campaigns/film.yaml',9,3);
CREATE INDEX ix_events_subject ON events (subject);
CREATE INDEX ix_parts_state_ready_at ON parts (state, ready_at);
CREATE INDEX ix_parts_state_not_after ON parts (state, not_after);
CREATE INDEX ix_attempts_post_id ON attempts (post_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('posts',7);
INSERT INTO "sqlite_sequence" VALUES('parts',9);
INSERT INTO "sqlite_sequence" VALUES('events',9);
INSERT INTO "sqlite_sequence" VALUES('attempts',4);
COMMIT;
