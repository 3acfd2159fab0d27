import pytest

from intake import codes


def test_a_code_has_sixty_bits_in_three_groups():
    code = codes.new()
    groups = code.split("-")
    assert [len(group) for group in groups] == [4, 4, 4]
    assert len(codes.ALPHABET) ** codes.LENGTH >= 2**60
    assert not set("ILOU") & set(codes.ALPHABET)


def test_no_two_codes_are_alike():
    assert len({codes.new() for _ in range(2000)}) == 2000


@pytest.mark.parametrize(
    "typed",
    [
        "K7QM3X9T0BDW",
        "k7qm-3x9t-0bdw",
        "  K7QM 3X9T – 0BDW \n",
        "к7qм-зх9т-овdw",  # Cyrillic к, м, з, х, т, о, в
        "K7QM.3X9T.OBDW",
        "​K7QM3X9T0BDW",
    ],
)
def test_what_people_type_means_the_same_code(typed):
    assert codes.normalise(typed) == "K7QM3X9T0BDW"
    assert codes.fingerprint(typed) == codes.fingerprint("K7QM3X9T0BDW")


@pytest.mark.parametrize("typed", ["", "K7QM", "K7QM3X9T0BDWZ", "UUUUUUUUUUUU", "\x00" * 12, "🙂" * 12, "A" * 100_000])
def test_a_malformed_code_has_the_key_of_no_code(typed):
    assert codes.normalise(typed) is None
    assert codes.fingerprint(typed) == codes.fingerprint("") != codes.fingerprint(codes.new())
