-- Any rule of a calendar file and its revision; when a talk began and who came late; guests; what a
-- child said; children who need not have a topic; questions and materials of a topic.

ALTER TABLE series ADD COLUMN rule TEXT;
ALTER TABLE series ADD COLUMN sequence INTEGER;

ALTER TABLE activity ADD COLUMN sequence INTEGER;
ALTER TABLE activity ADD COLUMN begun TEXT;
ALTER TABLE activity ADD COLUMN guests INTEGER;
ALTER TABLE activity ADD COLUMN others INTEGER;
ALTER TABLE activity ADD COLUMN said TEXT;
ALTER TABLE taking_part ADD COLUMN came TEXT;

-- A child that came after half of an activity has not had its topic.
DROP INDEX activity_topic;
CREATE INDEX activity_topic ON activity (topic, day, starts, ends, begun) WHERE progress = 'held';

ALTER TABLE topic ADD COLUMN every TEXT;
ALTER TABLE topic ADD COLUMN questions TEXT;
ALTER TABLE topic ADD COLUMN materials TEXT;

CREATE TABLE exempt (
    child TEXT NOT NULL REFERENCES child (id), topic TEXT NOT NULL, reason TEXT NOT NULL,
    since TEXT NOT NULL, PRIMARY KEY (child, topic)
) STRICT, WITHOUT ROWID;
