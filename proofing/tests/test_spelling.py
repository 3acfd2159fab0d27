"""Kazakh spelling with the real hunspell, and without it."""

import shutil
import subprocess

import pytest

from conftest import need
from proofing import spelling

TEXT = (
    "Су тасқыны кезінде үйлеріңізден шықпаңыз, құжаттарыңызды алып, балаларыңызбен бірге қауіпсіз жерге барыңыз. "
    "Дереккөздердегі мәліметтерді портал қызметкерлері тексереді."
)


@pytest.fixture
def hunspell():
    spelling.available.cache_clear()
    need(spelling.available(), "hunspell with the Kazakh dictionary")


@pytest.mark.usefixtures("hunspell")
class TestWords:
    def test_right_words_with_many_endings_are_known(self):
        assert spelling.strange([TEXT]) == set()

    def test_slips_are_found_and_something_is_proposed(self):
        odd = spelling.strange(["Өзбекстан шекарасында қателікк табылды, тассқын туралы айтыңыз."])
        assert odd == {"қателікк", "тассқын"}
        assert "қателік" in spelling.better(["қателікк"])["қателікк"]


class TestSilence:
    def test_absent(self, monkeypatch):
        monkeypatch.setattr(shutil, "which", lambda name: None)
        with pytest.raises(spelling.Silent):
            spelling.strange([TEXT])

    def test_one_that_hangs(self, monkeypatch):
        def hang(*args, **options):
            raise subprocess.TimeoutExpired("hunspell", options["timeout"])

        monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/hunspell")
        monkeypatch.setattr(subprocess, "run", hang)
        with pytest.raises(spelling.Silent):
            spelling.unknown(["сөз"])
        assert spelling.better(["сөз"]) == {}
