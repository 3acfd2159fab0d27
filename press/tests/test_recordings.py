"""From an upload to what every browser plays: looked at, converted in slices, taken up again after a kill."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.models import PortalMedia, User
from press.models import Conversion
from press.recordings import encode, work
from press.recordings.probe import NoVideoError, probe
from press.services.recordings import conversion_retry, recording_uploaded
from press.tests.films import film, need_ffmpeg

pytestmark = pytest.mark.django_db
State = Conversion.State


@pytest.fixture(autouse=True)
def _ffmpeg(request):
    if "without_ffmpeg" not in request.fixturenames:
        need_ffmpeg()


@pytest.fixture
def without_ffmpeg(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("editor", "editor@example.kz", "-"))
    return client


def recording(path: Path) -> PortalMedia:
    with path.open("rb") as file:
        return PortalMedia.objects.create(title="Бейне", type="video", file=File(file, name=path.name))


def worked(conversion: Conversion, jobs: int = 20) -> Conversion:
    """The conversion after as many jobs as it takes, each the shortest there is: one step at most."""
    for _ in range(jobs):
        work.run(conversion.pk, seconds=0.01)
        conversion.refresh_from_db()
        if not conversion.to_do:
            break
    return conversion


def packets(path: Path) -> int:
    """How many pictures a parser that is not ours finds."""
    words = [
        "ffprobe",
        "-v",
        "error",
        "-count_packets",
        "-select_streams",
        "v",
        "-show_entries",
        "stream=nb_read_packets",
    ]
    done = subprocess.run([*words, "-of", "csv=p=0", str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout.strip().splitlines()[0].strip(","))


class TestProbe:
    def test_a_film(self, tmp_path):
        seen = probe(film(tmp_path / "a.mp4"))
        assert (round(seen.duration), seen.width, seen.height, seen.plays) == (3, 160, 90, True)

    def test_what_browsers_do_not_play(self, tmp_path):
        assert not probe(film(tmp_path / "a.avi", codec="mpeg4")).plays

    @pytest.mark.parametrize("content", [b"", b"not a video", b"\x00\x00\x00\x18ftypmp42" + bytes(64)])
    def test_no_video(self, content, tmp_path):
        place = tmp_path / "a.mp4"
        place.write_bytes(content)
        with pytest.raises(NoVideoError):
            probe(place)

    def test_a_sound_is_no_video(self, tmp_path):
        place = tmp_path / "a.mp4"
        subprocess.run(["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", "sine", "-t", "1", str(place)], check=True)
        with pytest.raises(NoVideoError):
            probe(place)

    def test_a_playlist_that_names_files_of_the_host_is_not_followed(self, tmp_path):
        """An upload called .mp4 that is a playlist would have its host's files read as segments."""
        victim = film(tmp_path / "private.ts")
        place = tmp_path / "a.mp4"
        place.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\nfile://{victim}\n#EXT-X-ENDLIST\n")
        with pytest.raises(NoVideoError):
            probe(place)


class TestConversion:
    def test_what_browsers_play_is_packed_anew_and_not_encoded(self, tmp_path):
        media = recording(film(tmp_path / "visit.mp4"))
        name = media.file.name
        assert worked(recording_uploaded(media=media)).state == State.DONE
        media.refresh_from_db()
        assert media.file.name == name
        assert [source["type"] for source in media.playable] == ["application/vnd.apple.mpegurl", "video/mp4"]
        assert packets(settings.MEDIA_ROOT / media.playlist) == 30
        assert (round(media.duration), media.width, media.height) == (3, 160, 90)
        assert media.thumbnail.read(3) == b"\xff\xd8\xff"

    def test_what_they_do_not_is_encoded_in_parts(self, tmp_path, monkeypatch):
        monkeypatch.setattr(encode, "PART", 2)
        media = recording(film(tmp_path / "old.avi", seconds=5, codec="mpeg4"))
        upload = media.file.path
        conversion = recording_uploaded(media=media)
        seen = []
        for _ in range(12):
            work.run(conversion.pk, seconds=0.01)
            conversion.refresh_from_db()
            seen.append(conversion.percent)
            if not conversion.to_do:
                break
        assert conversion.state == State.DONE
        assert seen == sorted(seen)
        assert len(set(seen)) > 4  # the editor sees it go forward
        media.refresh_from_db()
        assert media.file.name.endswith(".mp4")
        whole = probe(Path(media.file.path))
        assert (whole.plays, round(whole.duration), whole.has_sound) == (True, 5, True)
        assert Path(upload).exists()  # the original is kept
        assert not conversion.workshop.exists()

    def test_what_is_too_heavy_for_weak_networks_is_made_lighter(self, tmp_path, monkeypatch):
        monkeypatch.setattr("press.recordings.probe.HEAVIEST", 1000)
        media = recording(film(tmp_path / "visit.mp4", seconds=1))
        upload = media.file.name
        assert worked(recording_uploaded(media=media)).state == State.DONE
        media.refresh_from_db()
        assert media.file.name != upload
        assert probe(Path(media.file.path)).plays

    def test_a_second_run_changes_nothing(self, tmp_path):
        conversion = worked(recording_uploaded(media=recording(film(tmp_path / "a.mp4"))))
        before = PortalMedia.objects.values().get(pk=conversion.media_id)
        work.run(conversion.pk)
        assert PortalMedia.objects.values().get(pk=conversion.media_id) == before

    def test_two_workers_do_not_make_one_thing(self, tmp_path):
        conversion = recording_uploaded(media=recording(film(tmp_path / "a.mp4")))
        other = recording_uploaded(media=recording(film(tmp_path / "b.mp4")))
        Conversion.objects.filter(pk=conversion.pk).update(leased_until=timezone.now() + timedelta(minutes=1))
        work.run(conversion.pk)
        work.run(other.pk)  # nor two things at a time: mails must have a worker
        assert set(Conversion.objects.values_list("state", flat=True)) == {State.WAITING}

    def test_what_a_killed_worker_left_is_taken_up_where_it_stood(self, tmp_path, monkeypatch):
        monkeypatch.setattr(encode, "PART", 1)
        conversion = recording_uploaded(media=recording(film(tmp_path / "a.avi", codec="mpeg4")))
        work.run(conversion.pk, seconds=0.01)
        done = {path.name for path in conversion.workshop.iterdir()}
        assert done
        (conversion.workshop / "tmphalf.mp4").write_bytes(b"half")
        # Killed in the middle: it says that it runs, and nobody has it in hand any more.
        Conversion.objects.filter(pk=conversion.pk).update(
            state=State.RUNNING, leased_until=timezone.now() - timedelta(seconds=1)
        )
        made = []
        monkeypatch.setattr(encode, "picture_part", _noting(made, encode.picture_part))
        assert work.sweep() == 1
        assert worked(conversion).state == State.DONE
        assert not done & set(made)

    def test_what_was_made_goes_with_the_recording(self, tmp_path, django_capture_on_commit_callbacks):
        media = recording(film(tmp_path / "a.avi", seconds=1, codec="mpeg4"))
        upload = Path(media.file.path)
        worked(recording_uploaded(media=media))
        media.refresh_from_db()
        made = [settings.MEDIA_ROOT / media.playlist, Path(media.file.path), upload]
        assert all(place.exists() for place in made)
        with django_capture_on_commit_callbacks(execute=True):
            media.delete()
        assert not any(place.exists() for place in made)

    def test_a_file_that_is_gone(self, tmp_path):
        media = recording(film(tmp_path / "a.mp4"))
        conversion = recording_uploaded(media=media)
        Path(media.file.path).unlink()
        assert worked(conversion).fault == Conversion.Fault.GONE

    def test_what_ffmpeg_cannot_do_is_given_up_and_can_be_tried_again(self, tmp_path, monkeypatch, editor):
        conversion = recording_uploaded(media=recording(film(tmp_path / "a.mp4")))

        def broken(*args):
            raise encode.EncodeError("no")

        with monkeypatch.context() as patch:
            patch.setattr(encode, "repacked", broken)
            assert worked(conversion).fault == Conversion.Fault.FFMPEG
        assert "Қайталап көру" in editor.get(reverse("press_staff:recordings")).text
        editor.post(reverse("press_staff:retry", args=[conversion.pk]))
        assert worked(conversion).state == State.DONE
        assert not conversion_retry(conversion=conversion, actor=None)

    def test_a_new_upload_is_not_mistaken_for_the_old_one(self, tmp_path):
        media = recording(film(tmp_path / "a.mp4"))
        old = recording_uploaded(media=media)
        work.run(old.pk, seconds=0.01)
        with film(tmp_path / "b.mp4", seconds=1).open("rb") as file:
            media.file.save("b.mp4", File(file))
        fresh = worked(recording_uploaded(media=media))
        work.run(old.pk)
        media.refresh_from_db()
        assert (fresh.state, round(media.duration)) == (State.DONE, 1)


def _noting(made, function):
    def noted(source, number, target):
        made.append(target.name)
        return function(source, number, target)

    return noted


class TestUpload:
    def post(self, editor: Client, file, **more):
        data = {"title": "Көшіру жаттығуы", "duration": "", "width": "", "height": "", "playlist": "", "tags": "су"}
        return editor.post(reverse("wagtailmedia:add", args=["video"]), {**data, **more, "file": file})

    def test_a_film_is_measured_and_its_versions_are_on_the_way(self, editor, tmp_path):
        content = film(tmp_path / "a.mp4").read_bytes()
        assert self.post(editor, SimpleUploadedFile("a.mp4", content)).status_code == 302
        media = PortalMedia.objects.get()
        assert (round(media.duration), media.width, media.height) == (3, 160, 90)
        assert media.conversion.state == State.WAITING
        page = editor.get(reverse("wagtailmedia:edit", args=[media.pk])).text
        assert reverse("press_staff:recordings") in page
        assert (
            "0 %" in editor.get(reverse("press_staff:recordings"), headers={"x-requested-with": "XMLHttpRequest"}).text
        )

    @pytest.mark.parametrize("name", ["a.mp4", "a.html", "a.m3u8"])
    def test_what_is_no_video_is_refused_in_the_editors_language_and_nothing_else_is_lost(self, name, editor):
        response = self.post(editor, SimpleUploadedFile(name, b"<script>alert(1)</script>"))
        assert "Бұл файлдан бейне оқылмады" in response.text
        assert "Көшіру жаттығуы" in response.text
        assert "webm" not in response.text.split("<form", 1)[0]  # one message, not two
        assert not PortalMedia.objects.exists()

    def test_what_was_broadcast_can_be_given_another_title(self, editor):
        place = "live/test/archive.m3u8"
        media = PortalMedia.objects.create(title="Брифинг", type="video", file=place, playlist=place)
        data = {"title": "Су тасқыны", "duration": "3", "playlist": place, "tags": ""}
        editor.post(reverse("wagtailmedia:edit", args=[media.pk]), data)
        media.refresh_from_db()
        assert (media.title, media.file.name, media.playlist) == ("Су тасқыны", place, place)

    def test_a_refused_file_leaves_the_one_before(self, editor, tmp_path):
        media = recording(film(tmp_path / "a.mp4"))
        data = {
            "title": "Жаңа атауы",
            "duration": "3",
            "playlist": "",
            "tags": "",
            "file": SimpleUploadedFile("b.mp4", b"no"),
        }
        editor.post(reverse("wagtailmedia:edit", args=[media.pk]), data)
        media.refresh_from_db()
        assert (media.title, Path(media.file.path).exists()) == ("Бейне", True)


class TestWithoutFfmpeg:
    def test_an_mp4_is_served_as_it_is_and_the_editor_is_told(self, editor, without_ffmpeg):
        url = reverse("wagtailmedia:add", args=["video"])
        assert "ffmpeg" in editor.get(url).text
        mp4 = b"\x00\x00\x00\x18ftypmp42" + bytes(64)
        data = {"title": "Бейне", "duration": "12", "playlist": "", "tags": ""}
        assert editor.post(url, {**data, "file": SimpleUploadedFile("a.mp4", mp4)}).status_code == 302
        media = PortalMedia.objects.get()
        assert not Conversion.objects.exists()
        assert [source["type"] for source in media.playable] == ["video/mp4"]
        assert work.sweep() == 0
        assert "ffmpeg" in editor.get(reverse("press_staff:recordings")).text

    def test_another_kind_is_refused(self, editor, without_ffmpeg):
        data = {
            "title": "Бейне",
            "duration": "",
            "playlist": "",
            "tags": "",
            "file": SimpleUploadedFile("a.mp4", b"avi"),
        }
        response = editor.post(reverse("wagtailmedia:add", args=["video"]), data)
        assert "ffmpeg орнатылмаған" in response.text
        assert not PortalMedia.objects.exists()
