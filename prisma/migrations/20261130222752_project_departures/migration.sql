-- The database's clock at the moment of the insert: departures are compared with it.
ALTER TABLE "invitations" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();

-- CreateTable
CREATE TABLE "project_departures" (
    "project_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "left_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_departures_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateIndex
CREATE INDEX "project_departures_user_id_idx" ON "project_departures"("user_id");

-- AddForeignKey
ALTER TABLE "project_departures" ADD CONSTRAINT "project_departures_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_departures" ADD CONSTRAINT "project_departures_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Removals from before this migration are known from the audit log, so that links which are still
-- open do not readmit those people either.
INSERT INTO "project_departures" ("project_id", "user_id", "left_at")
SELECT p."id", u."id", MAX(a."created_at")
FROM "audit_events" a
JOIN "projects" p ON p."id"::text = a."subject"
JOIN "users" u ON u."id"::text = a."details" ->> 'userId'
WHERE a."action" = 'project.member_removed'
GROUP BY p."id", u."id";
