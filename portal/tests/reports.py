"""Letters that come back, written after RFC 3464, RFC 5965 and what servers that know neither send.

`{id}` is the Message-ID of the letter they are about, `{path}` the envelope's sender it went out with.
"""

POSTFIX = """\
Return-Path: <>
Delivered-To: {path}
Date: {date}
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {path}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B1"
Message-Id: <20261125120000.ABCDEF@mx.example.net>

--B1
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.net.

I'm sorry to have to inform you that your message could not be delivered.

<nobody@example.org>: host mail.example.org said: {code} {status} (in reply to RCPT TO command)

--B1
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Queue-ID: ABCDEF
Arrival-Date: Wed, 25 Nov 2026 12:00:00 +0500 (+05)

Final-Recipient: rfc822; nobody@example.org
Original-Recipient: rfc822;nobody@example.org
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; {code} {status} as the server says

--B1
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Return-Path: <{path}>
From: =?utf-8?b?0JbQsNGD0LDQvw==?= <no-reply@jauap.example>
To: nobody@example.org
Subject: =?utf-8?b?0KHSsdGA0LDQuw==?=
Message-ID: {id}
Date: Wed, 25 Nov 2026 07:00:00 -0000

--B1--
"""

EXCHANGE = """\
From: postmaster@corp.example
To: no-reply@jauap.example
Date: {date}
Subject: Undeliverable: mail
Content-Type: multipart/report; report-type="delivery-status"; boundary="B2"
MIME-Version: 1.0
Message-ID: <ndr-1@corp.example>

--B2
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

PHA+Tm90IGZvdW5kPC9wPg==

--B2
Content-Type: message/delivery-status

Reporting-MTA: dns;corp.example

Final-Recipient: RFC822;nobody@corp.example
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found

--B2
Content-Type: message/rfc822

Message-ID: {id}
From: no-reply@jauap.example
To: nobody@corp.example
Subject: mail

text

--B2--
"""

EXIM = """\
Return-path: <>
From: Mail Delivery System <Mailer-Daemon@mail.example.net>
To: no-reply@jauap.example
Date: {date}
Auto-Submitted: auto-replied
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1-exim@mail.example.net>

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  nobody@example.org
    host mail.example.org [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<nobody@example.org>:
    550 no such user here

------ This is a copy of the message, including all the headers. ------

Return-path: <no-reply@jauap.example>
Message-ID: {id}
Subject: mail

text
"""

QMAIL = """\
Return-Path: <>
From: MAILER-DAEMON@old.example
To: {path}
Date: {date}
Subject: failure notice

Hi. This is the qmail-send program at old.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<nobody@old.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Message-ID: {id}
"""

FULL_BOX = """\
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@box.example>
To: no-reply@jauap.example
Date: {date}
Subject: Delivery Status Notification (Failure)

The message could not be delivered: 452 4.2.2 The mailbox is over its quota.

Message-ID: {id}
"""

DELAY = """\
Return-Path: <>
From: MAILER-DAEMON@mx.example.net
To: {path}
Date: {date}
Subject: Delayed Mail (still being retried)
Content-Type: multipart/report; report-type=delivery-status; boundary="B3"
MIME-Version: 1.0

--B3
Content-Type: text/plain

THIS IS A WARNING ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.

--B3
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; nobody@example.org
Action: delayed
Status: 4.4.1

--B3
Content-Type: text/rfc822-headers

Message-ID: {id}

--B3--
"""

COMPLAINT = """\
From: <fbl@provider.example>
To: <{path}>
Date: {date}
Subject: FW: notice
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="B4"

--B4
Content-Type: text/plain; charset="US-ASCII"

This is an email abuse report for an email message received from IP 192.0.2.1.

--B4
Content-Type: message/feedback-report

Feedback-Type: {feedback}
User-Agent: SomeGenerator/1.0
Version: 1
Original-Rcpt-To: <reader@provider.example>

--B4
Content-Type: message/rfc822

From: <no-reply@jauap.example>
To: <reader@provider.example>
Subject: notice
Message-ID: {id}

text

--B4--
"""

ABSENCE = """\
Return-Path: <>
From: Asel <asel@example.org>
To: {path}
Date: {date}
Auto-Submitted: auto-replied
Subject: Out of office: mail delivery failed to reach me
In-Reply-To: {id}

I am away until Monday. 550 5.1.1
"""


def report(template: str, message_id: str = "<1@jauap.example>", **words: str) -> bytes:
    """One of the letters above, as bytes with the line ends of a mailbox."""
    given = {
        "id": message_id,
        "path": "no-reply@jauap.example",
        "date": "Wed, 25 Nov 2026 12:00:00 +0500",
        "action": "failed",
        "status": "5.1.1",
        "code": "550",
        "feedback": "abuse",
        **words,
    }
    return template.format(**given).encode()
