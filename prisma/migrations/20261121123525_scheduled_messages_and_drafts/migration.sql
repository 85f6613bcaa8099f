-- CreateEnum
CREATE TYPE "scheduled_state" AS ENUM ('waiting', 'sending', 'failed');

-- CreateTable
CREATE TABLE "scheduled_messages" (
    "id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "quoted_id" UUID,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "scheduled_state" NOT NULL DEFAULT 'waiting',
    "claimed_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scheduled_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drafts" (
    "user_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "drafts_pkey" PRIMARY KEY ("user_id","conversation_id")
);

-- CreateIndex
CREATE INDEX "scheduled_messages_author_id_due_at_idx" ON "scheduled_messages"("author_id", "due_at");

-- CreateIndex
CREATE INDEX "scheduled_messages_conversation_id_idx" ON "scheduled_messages"("conversation_id");

-- CreateIndex
CREATE INDEX "scheduled_messages_quoted_id_idx" ON "scheduled_messages"("quoted_id");

-- CreateIndex
CREATE INDEX "scheduled_messages_due_at_idx" ON "scheduled_messages"("due_at");

-- CreateIndex
CREATE INDEX "drafts_conversation_id_idx" ON "drafts"("conversation_id");

-- AddForeignKey
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_quoted_id_fkey" FOREIGN KEY ("quoted_id") REFERENCES "messages"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Somebody holds what is being sent, and a reason stands with what could not be.
ALTER TABLE "scheduled_messages"
  ADD CONSTRAINT "scheduled_messages_claimed" CHECK ("state" <> 'sending' OR "claimed_at" IS NOT NULL),
  ADD CONSTRAINT "scheduled_messages_error" CHECK (("state" = 'failed') = ("error" IS NOT NULL));
