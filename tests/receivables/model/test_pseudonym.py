"""A pseudonym stands for a person everywhere in the same way, and tells nobody who it is."""

from receivables.model.pseudonym import pseudonym, reason_given


def test_a_pseudonym_is_the_beginning_of_a_digest() -> None:
    assert pseudonym("doc:00000001") == "sha256:29d118052349417456842fb99c544bcd"


def test_the_pseudonym_of_a_pseudonym_is_itself() -> None:
    assert pseudonym(pseudonym("tel:+51900000001")) == pseudonym("tel:+51900000001")


def test_different_people_have_different_pseudonyms() -> None:
    assert pseudonym("doc:1") != pseudonym("doc:2")


def test_a_reason_leaves_sixteen_digits_and_none_of_its_words() -> None:
    assert reason_given("Rosa está enferma") == "e05d656cd898236a"
    assert reason_given("Rosa está enferma") != reason_given("Rosa vive")


def test_no_reason_leaves_nothing() -> None:
    assert reason_given("") == reason_given("  ") == ""
