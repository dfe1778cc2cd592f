"""A short tune as a sound file, from whole numbers only: the same bytes on every computer."""

import io
import sys
import wave
from array import array
from collections.abc import Sequence

_LOUDNESS = 9000
_FADE = 400
"""Samples over which a tone comes and goes, so that it does not click."""


def tune(rate: int, eighth: float, tones: Sequence[tuple[int, int]]) -> bytes:
    """Return a WAV file of tones: each a frequency in hertz (0 is silence) and its eighths."""
    samples = array("h")
    for frequency, eighths in tones:
        samples.extend(_tone(rate, frequency, round(rate * eighth) * eighths))
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(_little_endian(samples))
    return written.getvalue()


def _tone(rate: int, frequency: int, length: int) -> list[int]:
    """Return one tone as a triangle wave, which sounds like a soft flute."""
    period = 4 * _LOUDNESS
    wave_form = (
        abs((at * frequency * period // rate) % period - 2 * _LOUDNESS) - _LOUDNESS
        if frequency
        else 0
        for at in range(length)
    )
    return [value * min(at, length - 1 - at, _FADE) // _FADE for at, value in enumerate(wave_form)]


def _little_endian(samples: array[int]) -> bytes:
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()
