-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "also_in_conversation" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "deleted_by_id" UUID,
ADD COLUMN     "edited_at" TIMESTAMPTZ(3),
ADD COLUMN     "forwarded_from_id" UUID,
ADD COLUMN     "last_reply_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_reply_seq" INTEGER,
ADD COLUMN     "parent_id" UUID,
ADD COLUMN     "pinned_at" TIMESTAMPTZ(3),
ADD COLUMN     "pinned_by_id" UUID,
ADD COLUMN     "purged_at" TIMESTAMPTZ(3),
ADD COLUMN     "quoted_id" UUID,
ADD COLUMN     "reaction_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reply_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "root_id" UUID;

-- CreateTable
CREATE TABLE "message_revisions" (
    "message_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "editor_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_revisions_pkey" PRIMARY KEY ("message_id","version")
);

-- CreateTable
CREATE TABLE "reactions" (
    "message_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "emoji" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reactions_pkey" PRIMARY KEY ("message_id","user_id","emoji")
);

-- CreateTable
CREATE TABLE "thread_followers" (
    "root_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "following" BOOLEAN NOT NULL DEFAULT true,
    "last_read_seq" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_followers_pkey" PRIMARY KEY ("root_id","user_id")
);

-- CreateIndex
CREATE INDEX "reactions_user_id_idx" ON "reactions"("user_id");

-- CreateIndex
CREATE INDEX "thread_followers_user_id_idx" ON "thread_followers"("user_id");

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_pinned_by_id_fkey" FOREIGN KEY ("pinned_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_deleted_by_id_fkey" FOREIGN KEY ("deleted_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "messages"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_root_id_fkey" FOREIGN KEY ("root_id") REFERENCES "messages"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_quoted_id_fkey" FOREIGN KEY ("quoted_id") REFERENCES "messages"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_forwarded_from_id_fkey" FOREIGN KEY ("forwarded_from_id") REFERENCES "messages"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_revisions" ADD CONSTRAINT "message_revisions_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_revisions" ADD CONSTRAINT "message_revisions_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reactions" ADD CONSTRAINT "reactions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_followers" ADD CONSTRAINT "thread_followers_root_id_fkey" FOREIGN KEY ("root_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_followers" ADD CONSTRAINT "thread_followers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say: indexes of the few messages that have such a thing, and what belongs together.
CREATE INDEX "messages_replies_idx" ON "messages"("root_id", "seq") WHERE "root_id" IS NOT NULL;
CREATE INDEX "messages_pinned_idx" ON "messages"("conversation_id", "pinned_at") WHERE "pinned_at" IS NOT NULL;
CREATE INDEX "messages_deleted_idx" ON "messages"("deleted_at") WHERE "deleted_at" IS NOT NULL AND "purged_at" IS NULL;

ALTER TABLE "messages"
  ADD CONSTRAINT "messages_thread" CHECK (
    ("root_id" IS NOT NULL OR NOT "also_in_conversation") AND "root_id" <> "id" AND "parent_id" <> "id"),
  ADD CONSTRAINT "messages_counts" CHECK ("reply_count" >= 0 AND "reaction_count" >= 0),
  ADD CONSTRAINT "messages_purged_when_deleted" CHECK ("purged_at" IS NULL OR "deleted_at" IS NOT NULL);

ALTER TABLE "message_revisions"
  ADD CONSTRAINT "message_revisions_version" CHECK ("version" >= 1);
