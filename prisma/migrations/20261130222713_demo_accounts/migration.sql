-- AlterTable
ALTER TABLE "users" ADD COLUMN     "is_demo" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "installation" ADD COLUMN     "demo_removed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "is_demo" BOOLEAN NOT NULL DEFAULT false;

-- Demo accounts of earlier releases. Their domains are reserved (RFC 2606), so no real account has one.
UPDATE "users" SET "is_demo" = true
WHERE "email" IN ('ingrid@harbor.example', 'jonas@harbor.example', 'priya@harbor.example', 'samir@harbor.example', 'noor@harbor.example',
  'elif@harbor.example', 'maya@lume.example', 'amara@tidewater.example', 'tomas@tidewater.example', 'lena@brotundsalz.example');

-- Their projects, recognised by name and by a demo account in them.
UPDATE "projects" p SET "is_demo" = true
WHERE p."slug" IN ('osteria-lume-website', 'tidewater-museum-app', 'brot-und-salz-shop')
  AND EXISTS (SELECT FROM "project_members" m JOIN "users" u ON u."id" = m."user_id" WHERE m."project_id" = p."id" AND u."is_demo");
