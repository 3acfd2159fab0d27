import pytest

from qa import services


@pytest.fixture(params=["kk", "ru", "en"])
def language(request):
    return request.param


@pytest.fixture
def waiting(office):
    """A public question that waits for its answer."""
    question = services.question_publish(question=office.routed(), actor=office.moderator)
    return services.question_accept(question=question, actor=office.officer)


@pytest.fixture
def answer(office):
    """Drafts, submits and approves; gives the question back, answered or corrected."""

    def give(question, text="<p>Бейсенбіде.</p>", note=""):
        if note:
            services.answer_correct(question=question, actor=office.officer, text=text, change_note=note)
        else:
            services.answer_save_draft(question=question, actor=office.officer, text=text)
        services.answer_submit(question=question, actor=office.officer)
        return services.answer_approve(question=question, actor=office.approver)

    return give
