"""Makes a recording ready: in a job, a slice at a time, and again until it is done.

A lease keeps two workers apart, and one recording is made at a time, so that mails never wait for a film. Each step
writes one file into the recording's workshop, and a step whose file is there is not done twice: what a killed worker
leaves is taken up by the sweep where it stood.
"""

import logging
import math
import secrets
import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.files import File
from django.db.models import Q
from django.utils import timezone

from portal import jobs
from portal.memory import forget
from portal.models import PortalMedia
from press.models.conversion import Conversion
from press.recordings import encode
from press.recordings.probe import NoVideoError, Probe, available, probe

log = logging.getLogger(__name__)

SLICE: Final = 8.0  # seconds after which a job lets others have their turn
LEASE: Final = timedelta(minutes=2)  # longer than a job may take
ATTEMPTS: Final = 3
State, Fault = Conversion.State, Conversion.Fault
Step = tuple[Path, Callable[[Path], object]]


def wake(conversion: Conversion) -> None:
    jobs.enqueue(run, conversion.pk)


def sweep() -> int:
    """Wakes what waits and is in nobody's hands, the oldest first; how many."""
    if not available():
        return 0
    waiting = list(Conversion.objects.filter(_free(), state__in=[State.WAITING, State.RUNNING]).order_by("pk")[:20])
    for conversion in waiting:
        wake(conversion)
    return len(waiting)


def run(pk: int, seconds: float = SLICE) -> None:
    """Does what can be done of a conversion in `seconds`, and wakes itself for the rest."""
    conversion = _take(pk)
    if conversion is None:
        return
    try:
        done = _work(conversion, until=time.monotonic() + seconds)
    except NoVideoError:
        fault = Fault.UNREADABLE if conversion.source_path.exists() else Fault.GONE
        _end(conversion, State.FAILED, fault)
    except (encode.EncodeError, OSError) as error:
        log.warning("conversion %s: %s", pk, error)
        if conversion.attempts >= ATTEMPTS:
            _end(conversion, State.FAILED, Fault.FFMPEG)
        else:
            _let_go(conversion)  # the sweep tries again
    else:
        if done:
            _end(conversion, State.DONE)
            _wake_next()
        else:
            Conversion.objects.filter(pk=pk).update(attempts=0)  # it goes forward
            _let_go(conversion)
            wake(conversion)


def _free() -> Q:
    return Q(leased_until__isnull=True) | Q(leased_until__lt=timezone.now())


def _take(pk: int) -> Conversion | None:
    """The conversion, if it has something to do, nobody has it in hand, and no other is being made."""
    now = timezone.now()
    if Conversion.objects.filter(leased_until__gte=now).exists():
        return None
    mine = Conversion.objects.filter(_free(), pk=pk, state__in=[State.WAITING, State.RUNNING])
    if not mine.update(leased_until=now + LEASE, state=State.RUNNING):
        return None
    conversion = Conversion.objects.select_related("media").get(pk=pk)
    conversion.attempts += 1
    conversion.save(update_fields=["attempts"])
    return conversion


def _wake_next() -> None:
    following = Conversion.objects.filter(_free(), state__in=[State.WAITING, State.RUNNING]).order_by("pk").first()
    if following is not None:
        wake(following)


def _let_go(conversion: Conversion) -> None:
    Conversion.objects.filter(pk=conversion.pk).update(leased_until=None)


def _end(conversion: Conversion, state: str, fault: str = "") -> None:
    percent = 100 if state == State.DONE else conversion.percent
    Conversion.objects.filter(pk=conversion.pk).update(state=state, fault=fault, percent=percent, leased_until=None)
    shutil.rmtree(conversion.workshop, ignore_errors=True)


def _work(conversion: Conversion, until: float) -> bool:
    """Step after step; whether the last one is done."""
    shop = conversion.workshop
    shop.mkdir(parents=True, exist_ok=True)
    seen = probe(conversion.source_path)
    todo = steps(conversion, seen, shop)
    made = 0
    for number, (target, make) in enumerate(todo):
        if target.exists():
            continue
        if made and time.monotonic() > until:  # one step at least, however slow the host is
            return False
        make(target)
        made += 1
        percent = 95 * (number + 1) // len(todo)
        Conversion.objects.filter(pk=conversion.pk).update(percent=percent, leased_until=timezone.now() + LEASE)
        conversion.percent = percent
    _publish(conversion, seen, shop)
    return True


def steps(conversion: Conversion, seen: Probe, shop: Path) -> list[Step]:
    """What is to be made, in order: each a file in the workshop and how it is made."""
    source, whole = conversion.source_path, shop / "whole.mp4"
    todo: list[Step] = []
    if _as_it_is(source, seen):
        todo.append((whole, partial(encode.repacked, source)))
    else:
        pictures = [shop / f"picture-{n:05d}.mp4" for n in range(math.ceil(seen.duration / encode.PART))]
        sounds = [shop / f"sound-{n:03d}.m4a" for n in range(math.ceil(seen.duration / encode.SOUND_PART))]
        sounds = sounds if seen.has_sound else []
        todo += [(place, partial(encode.picture_part, source, n)) for n, place in enumerate(pictures)]
        todo += [(place, partial(encode.sound_part, source, n)) for n, place in enumerate(sounds)]
        todo.append((whole, partial(encode.joined, pictures, sounds)))
    todo.append((shop / "poster.jpg", partial(encode.poster, whole, min(3.0, seen.duration / 2))))
    if source.suffix != ".m3u8":  # what was live has its segments already
        todo.append((shop / "hls", partial(_segments, whole)))
    return todo


def _as_it_is(source: Path, seen: Probe) -> bool:
    """Whether picture and sound stay as they are. What was broadcast was made for readers' networks before."""
    return seen.plays and (source.suffix == ".m3u8" or not seen.heavy)


def _segments(whole: Path, target: Path) -> None:
    half = target.with_name("hls-half")
    shutil.rmtree(half, ignore_errors=True)
    encode.playlist(whole, half)
    half.rename(target)


def _publish(conversion: Conversion, seen: Probe, shop: Path) -> None:
    """Gives the recording what was made; the upload itself stays where it is."""
    if not Conversion.objects.filter(pk=conversion.pk, state=State.RUNNING).exists():
        return  # another file was uploaded meanwhile
    media = PortalMedia.objects.get(pk=conversion.media_id)
    if (shop / "hls").exists():
        # Its own address each time: what caches hold of another upload is not taken for this one.
        place = f"video/{media.pk}-{secrets.token_hex(4)}"
        target = settings.MEDIA_ROOT / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(shop / "hls", target)
        media.playlist = f"{place}/index.m3u8"
    if not (seen.is_mp4 and _as_it_is(conversion.source_path, seen)):
        with (shop / "whole.mp4").open("rb") as file:
            media.file.save(_name(conversion.source), File(file), save=False)
    if not media.thumbnail:
        with (shop / "poster.jpg").open("rb") as file:
            media.thumbnail.save(f"{media.pk}.jpg", File(file), save=False)
    made = probe(shop / "whole.mp4")
    media.duration, media.width, media.height = made.duration, made.width, made.height
    media.save(update_fields=["file", "playlist", "thumbnail", "duration", "width", "height"])
    forget()


def _name(source: str) -> str:
    """What the MP4 of a source is called: "media/a.mov" → "a.mp4", "live/floods/archive.m3u8" → "floods.mp4"."""
    path = Path(source)
    return f"{path.parent.name if path.suffix == '.m3u8' else path.stem}.mp4"
