-- CreateTable
CREATE TABLE "settings_versions" (
    "conversation_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "changed_by_id" UUID,
    "changes" JSONB NOT NULL,
    "restored_version" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "settings_versions_pkey" PRIMARY KEY ("conversation_id","version")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "project_role" "project_role",
    "conversation_id" UUID,
    "conversation_role" "participant_role",
    "email" TEXT,
    "invited_by_id" UUID NOT NULL,
    "max_uses" INTEGER NOT NULL,
    "use_count" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation_uses" (
    "invitation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitation_uses_pkey" PRIMARY KEY ("invitation_id","user_id")
);

-- CreateIndex
CREATE INDEX "settings_versions_changed_by_id_idx" ON "settings_versions"("changed_by_id");

-- CreateIndex
CREATE INDEX "invitations_project_id_idx" ON "invitations"("project_id");

-- CreateIndex
CREATE INDEX "invitations_conversation_id_idx" ON "invitations"("conversation_id");

-- CreateIndex
CREATE INDEX "invitations_invited_by_id_idx" ON "invitations"("invited_by_id");

-- CreateIndex
CREATE INDEX "invitation_uses_user_id_idx" ON "invitation_uses"("user_id");

-- AddForeignKey
ALTER TABLE "settings_versions" ADD CONSTRAINT "settings_versions_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "settings_versions" ADD CONSTRAINT "settings_versions_changed_by_id_fkey" FOREIGN KEY ("changed_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_uses" ADD CONSTRAINT "invitation_uses_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_uses" ADD CONSTRAINT "invitation_uses_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A way into something, with the role that one has there. It never is more than it says.
ALTER TABLE "invitations"
  ADD CONSTRAINT "invitations_shape" CHECK (
    ("conversation_id" IS NULL) = ("conversation_role" IS NULL)
    AND ("conversation_id" IS NOT NULL OR "project_role" IS NOT NULL)
    AND COALESCE("conversation_role" <> 'owner', TRUE) AND COALESCE("project_role" <> 'lead', TRUE)
  ),
  ADD CONSTRAINT "invitations_email_lower_case" CHECK ("email" = lower("email")),
  ADD CONSTRAINT "invitations_uses" CHECK ("use_count" BETWEEN 0 AND "max_uses");

ALTER TABLE "settings_versions" ADD CONSTRAINT "settings_versions_number" CHECK ("version" >= 1);
