"""What is left of a picture once it is painted anew."""

import io

import pytest
from PIL import Image, PngImagePlugin

from intake import files, pictures
from intake.tests.samples import claiming, upload

PLACE = b"Qupia mekenzhai"
GPS = 0x8825


def photograph(size=(60, 40), orientation=6) -> bytes:
    """A JPEG as a telephone makes it: turned by a mark, with a place, a comment and a profile."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = image.getexif()
    exif[0x0112] = orientation
    exif[0x010E] = PLACE.decode()
    exif.get_ifd(GPS)[2] = (43.0, 15.0, 0.0)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif, comment=PLACE, icc_profile=PLACE, quality=95)
    return buffer.getvalue()


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def test_place_camera_comment_and_profile_are_gone_and_the_picture_stands_upright():
    before = photograph()
    assert PLACE in before
    after = files.check(upload("photo.jpg", before)).content
    picture = opened(after)
    assert PLACE not in after
    assert not picture.getexif()
    assert not {"exif", "comment", "icc_profile"} & set(picture.info)
    assert picture.size == (40, 60)
    assert picture.getpixel((20, 5))[1] < 90, "the red half is on top"


def test_texts_in_a_png_are_gone_and_its_transparency_stays():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", PLACE.decode())
    buffer = io.BytesIO()
    Image.new("RGBA", (9, 9), (0, 0, 0, 0)).save(buffer, "PNG", pnginfo=notes, exif=opened(photograph()).getexif())
    after = pictures.repainted(buffer.getvalue(), "png")
    assert PLACE not in after
    assert opened(after).getpixel((4, 4))[3] == 0


def test_bytes_hidden_behind_the_picture_are_gone():
    assert b"MZ" * 40 not in pictures.repainted(photograph() + b"MZ" * 40, "jpg")


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "RGB"])
def test_every_kind_of_colour_is_kept(mode):
    kind = "jpg" if mode == "CMYK" else "png"
    buffer = io.BytesIO()
    Image.new(mode, (9, 9)).save(buffer, pictures.FORMATS[kind])
    assert opened(pictures.repainted(buffer.getvalue(), kind)).size == (9, 9)


@pytest.mark.parametrize(("kind", "size"), [("jpg", (5200, 1300)), ("png", (1300, 5200)), ("webp", (5200, 1300))])
def test_a_large_one_is_made_smaller(kind, size):
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, pictures.FORMATS[kind])
    after = opened(pictures.repainted(buffer.getvalue(), kind))
    assert sorted(after.size) == [650, 2600]


def test_only_the_first_frame_of_a_moving_picture_is_kept():
    buffer = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:], duration=100)
    assert getattr(opened(pictures.repainted(buffer.getvalue(), "webp")), "n_frames", 1) == 1


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(pictures.TooManyPixels):
        pictures.repainted(claiming(6500, 6500), "png")
    with pytest.raises(pictures.TooManyPixels):
        pictures.repainted(claiming(60_000, 60_000), "png")


def test_one_kind_under_the_name_of_another_is_no_picture():
    with pytest.raises(pictures.NoPicture):
        pictures.repainted(photograph(), "png")
