-- AlterTable
ALTER TABLE "scheduled_messages" ADD COLUMN     "also_in_conversation" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "parent_id" UUID,
ADD COLUMN     "root_id" UUID;

-- CreateIndex
CREATE INDEX "scheduled_messages_parent_id_idx" ON "scheduled_messages"("parent_id");

-- CreateIndex
CREATE INDEX "scheduled_messages_root_id_idx" ON "scheduled_messages"("root_id");

-- AddForeignKey
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_root_id_fkey" FOREIGN KEY ("root_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A reply has a root and something that it answers, and only a reply stands in the conversation as well.
ALTER TABLE "scheduled_messages"
  ADD CONSTRAINT "scheduled_messages_thread" CHECK (("parent_id" IS NULL) = ("root_id" IS NULL) AND ("root_id" IS NOT NULL OR NOT "also_in_conversation"));
