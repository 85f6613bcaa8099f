-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "has_poll" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "polls" (
    "message_id" UUID NOT NULL,
    "multiple" BOOLEAN NOT NULL,
    "anonymous" BOOLEAN NOT NULL,
    "closes_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closed_by_id" UUID,

    CONSTRAINT "polls_pkey" PRIMARY KEY ("message_id")
);

-- CreateTable
CREATE TABLE "poll_options" (
    "message_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "poll_options_pkey" PRIMARY KEY ("message_id","position")
);

-- CreateTable
CREATE TABLE "poll_votes" (
    "message_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "poll_votes_pkey" PRIMARY KEY ("message_id","position","user_id")
);

-- CreateIndex
CREATE INDEX "polls_closed_by_id_idx" ON "polls"("closed_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "poll_options_message_id_text_key" ON "poll_options"("message_id", "text");

-- CreateIndex
CREATE INDEX "poll_votes_user_id_idx" ON "poll_votes"("user_id");

-- AddForeignKey
ALTER TABLE "polls" ADD CONSTRAINT "polls_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "polls" ADD CONSTRAINT "polls_closed_by_id_fkey" FOREIGN KEY ("closed_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_options" ADD CONSTRAINT "poll_options_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "polls"("message_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_votes" ADD CONSTRAINT "poll_votes_message_id_position_fkey" FOREIGN KEY ("message_id", "position") REFERENCES "poll_options"("message_id", "position") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_votes" ADD CONSTRAINT "poll_votes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Positions count from 0, and an answer says something.
ALTER TABLE "poll_options"
  ADD CONSTRAINT "poll_options_position" CHECK ("position" >= 0),
  ADD CONSTRAINT "poll_options_text" CHECK ("text" <> '');
