-- AlterTable
ALTER TABLE "bookmarks" ADD COLUMN     "remind_at" TIMESTAMPTZ(3),
ADD COLUMN     "reminded_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "bookmarks_remind_at_idx" ON "bookmarks"("remind_at");

-- Nobody is told of a time that is not there.
ALTER TABLE "bookmarks" ADD CONSTRAINT "bookmarks_reminded" CHECK ("reminded_at" IS NULL OR "remind_at" IS NOT NULL);
