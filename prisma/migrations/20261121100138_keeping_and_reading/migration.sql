-- AlterTable
ALTER TABLE "participants" ADD COLUMN     "read_era" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "unread_seq" INTEGER;

-- CreateTable
CREATE TABLE "bookmarks" (
    "user_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bookmarks_pkey" PRIMARY KEY ("user_id","message_id")
);

-- CreateIndex
CREATE INDEX "bookmarks_user_id_created_at_idx" ON "bookmarks"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "bookmarks_message_id_idx" ON "bookmarks"("message_id");

-- AddForeignKey
ALTER TABLE "bookmarks" ADD CONSTRAINT "bookmarks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bookmarks" ADD CONSTRAINT "bookmarks_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A marker of one's own stands before what others learn, or it is none.
ALTER TABLE "participants"
  ADD CONSTRAINT "participants_unread_seq" CHECK ("unread_seq" >= 0 AND "unread_seq" < "last_read_seq"),
  ADD CONSTRAINT "participants_read_era" CHECK ("read_era" >= 0);
