from datetime import timedelta

import pytest
from django.utils import timezone

from intake import deflections, services
from intake.models import Attachment, Deflection, Draft
from intake.tests.samples import EXE, PDF, image, upload

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def draft(**data):
    return services.draft_open(kind="question", language="kk", data=data or {"text": "Мәтін"})


def expire(row):
    Draft.objects.filter(pk=row.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


class TestSteps:
    def test_each_step_adds_and_renews(self):
        row = draft()
        Draft.objects.filter(pk=row.pk).update(expires_at=timezone.now() + timedelta(hours=1))
        row = services.draft_save(row, region="aqmola")
        assert row.data == {"text": "Мәтін", "region": "aqmola"}
        assert row.expires_at > timezone.now() + timedelta(hours=23)

    def test_a_mark_is_not_taken_off_by_a_later_step(self):
        row = services.draft_save(draft(), quarantined=True)
        assert services.draft_save(row, region="").quarantined

    def test_an_expired_draft_is_gone(self):
        row = draft()
        expire(row)
        with pytest.raises(services.DraftGone):
            services.draft_save(row, region="x")

    def test_tokens_are_unguessable(self):
        tokens = {draft().token for _ in range(50)}
        assert len(tokens) == 50
        assert min(map(len, tokens)) == 43


class TestSubmit:
    def test_happens_once(self):
        made = []

        def make(row):
            made.append(row.get("text"))
            return f"question:{len(made)}"

        row = draft()
        first = services.draft_submit(row.token, make)
        second = services.draft_submit(row.token, make)
        assert made == ["Мәтін"]
        assert first.result == second.result == "question:1"
        assert second.result_id == 1
        assert second.data == {}

    def test_what_fails_leaves_the_draft_to_be_sent_again(self):
        row = draft()
        with pytest.raises(RuntimeError):
            services.draft_submit(row.token, lambda _: (_ for _ in ()).throw(RuntimeError()))
        assert services.draft_submit(row.token, lambda _: "question:1").sent

    @pytest.mark.parametrize("token", ["", "x", "\u0416" * 43])
    def test_unknown_tokens_make_nothing(self, token):
        with pytest.raises(services.DraftGone):
            services.draft_submit(token, lambda _: "question:1")


class TestFiles:
    def test_good_ones_are_kept_and_bad_ones_named(self):
        row = draft()
        problems = services.attachments_add(row, [upload("a.pdf", PDF), upload("b.exe", EXE), upload("c.png", image())])
        assert len(problems) == 1
        assert "b.exe" in problems[0]
        assert [a.name for a in row.attachments.order_by("pk")] == ["a.pdf", "c.png"]

    def test_the_stored_path_says_nothing(self):
        row = draft()
        services.attachments_add(row, [upload("Асель Серікова.pdf", PDF)])
        path = row.attachments.get().file.name
        assert "Асель" not in path
        assert path.endswith(".pdf")

    def test_a_fourth_is_refused(self):
        row = draft()
        problems = services.attachments_add(row, [upload(f"{n}.pdf", PDF) for n in range(4)])
        assert len(problems) == 1
        assert row.attachments.count() == 3

    def test_handed_over_they_outlive_the_draft(self):
        row = draft()
        services.attachments_add(row, [upload("a.pdf", PDF)])
        services.attachments_hand_over(row, "question:7")
        expire(row)
        assert services.drafts_erase_expired() == 1
        kept = Attachment.objects.of("question:7").get()
        assert kept.file.read() == PDF

    def test_erased_with_the_draft(self):
        row = draft()
        services.attachments_add(row, [upload("a.pdf", PDF)])
        attachment = row.attachments.get()
        storage, path = attachment.file.storage, attachment.file.name
        deflections.show(kind="question", language="kk", shown=["question:1"], draft=row)
        expire(row)
        assert services.drafts_erase_expired() == 1
        assert not storage.exists(path)
        assert not Attachment.objects.exists()
        assert Deflection.objects.get().draft is None
        assert services.drafts_erase_expired() == 0

    def test_one_taken_back(self):
        row, other = draft(), draft()
        services.attachments_add(row, [upload("a.pdf", PDF)])
        attachment = row.attachments.get()
        services.attachment_remove(other, attachment.pk)
        assert row.attachments.count() == 1
        services.attachment_remove(row, attachment.pk)
        assert row.attachments.count() == 0

    def test_files_without_a_row_are_swept_once_old(self):
        services.files_sweep(older_than=timedelta(seconds=-5))  # what other tests left
        row = draft()
        services.attachments_add(row, [upload("a.pdf", PDF)])
        attachment = row.attachments.get()
        orphan = attachment.file.storage.save("attachments/00/lost.pdf", upload("lost.pdf", PDF))
        assert services.files_sweep() == 0
        assert services.files_sweep(older_than=timedelta(seconds=-5)) == 1
        assert not attachment.file.storage.exists(orphan)
        assert attachment.file.storage.exists(attachment.file.name)
