"""The verbs of the question service: the only writers of `status`.

Each is keyword-only and atomic: it locks the row, asks the rules, saves, writes one event and the notices. Staff act
as `actor`, askers by holding the question (`question_by_code`). `version` is the one the page was made against; `at`
places the act in time. They raise `VerbRefused` (with a code) and `StaleVersion` (with both versions).
"""

from qa.rules.transitions import VerbRefused
from qa.services.act import StaleVersion
from qa.services.aftercare import (
    question_appeal,
    question_erase,
    question_reopen,
    question_resolve,
    question_revoke_consent,
)
from qa.services.answering import (
    Files,
    answer_approve,
    answer_correct,
    answer_renew,
    answer_save_draft,
    answer_send_back,
    answer_submit,
    answer_take_back,
    contribution_submit,
    question_accept,
    question_reassign,
    question_return,
)
from qa.services.bulk import (
    BULK_VERBS,
    Order,
    bulk_do,
    bulk_forget,
    bulk_order,
    bulk_questions,
    bulk_refusal,
    bulk_undo,
)
from qa.services.desk import (
    LeaseRefused,
    desk_tidy,
    lease_next,
    lease_prolong,
    lease_release,
    lease_take_over,
    presence_note,
    question_set_aside,
)
from qa.services.disclosure import attachment_opened, contact_disclose
from qa.services.intake import (
    Submitted,
    question_add_information,
    question_by_code,
    question_reply,
    question_submit,
    question_withdraw,
)
from qa.services.moderation import (
    Part,
    question_ask,
    question_mark_spam,
    question_mark_urgent,
    question_merge,
    question_recall,
    question_redact,
    question_reject,
    question_restore,
    question_route,
    question_split,
    question_unmark_urgent,
    question_unmerge,
    question_unreject,
)
from qa.services.parts import co_executor_add, co_executor_remove
from qa.services.publication import question_publish, question_show, question_withhold
from qa.services.timing import question_extend, question_lapse, question_recount
from qa.services.transfers import transfer_begin, transfer_cancel, transfer_downloaded, transfer_go
from qa.services.urgency import urgency_dismiss, urgency_hint

__all__ = [
    "BULK_VERBS",
    "Files",
    "LeaseRefused",
    "Order",
    "Part",
    "StaleVersion",
    "Submitted",
    "VerbRefused",
    "answer_approve",
    "answer_correct",
    "answer_renew",
    "answer_save_draft",
    "answer_send_back",
    "answer_submit",
    "answer_take_back",
    "attachment_opened",
    "bulk_do",
    "bulk_forget",
    "bulk_order",
    "bulk_questions",
    "bulk_refusal",
    "bulk_undo",
    "co_executor_add",
    "co_executor_remove",
    "contact_disclose",
    "contribution_submit",
    "desk_tidy",
    "lease_next",
    "lease_prolong",
    "lease_release",
    "lease_take_over",
    "presence_note",
    "question_accept",
    "question_add_information",
    "question_appeal",
    "question_ask",
    "question_by_code",
    "question_erase",
    "question_extend",
    "question_lapse",
    "question_mark_spam",
    "question_mark_urgent",
    "question_merge",
    "question_publish",
    "question_reassign",
    "question_recall",
    "question_recount",
    "question_redact",
    "question_reject",
    "question_reopen",
    "question_reply",
    "question_resolve",
    "question_restore",
    "question_return",
    "question_revoke_consent",
    "question_route",
    "question_set_aside",
    "question_show",
    "question_split",
    "question_submit",
    "question_unmark_urgent",
    "question_unmerge",
    "question_unreject",
    "question_withdraw",
    "question_withhold",
    "transfer_begin",
    "transfer_cancel",
    "transfer_downloaded",
    "transfer_go",
    "urgency_dismiss",
    "urgency_hint",
]
