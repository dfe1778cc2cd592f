from lssc_desktop.package.reading.fault import FaultCode, Ledger


def test_a_ledger_tells_what_is_forbidden_from_what_is_unwise() -> None:
    ledger = Ledger(limit=2)
    ledger.advise(FaultCode.SYSTEM_FILE, "data/.DS_Store")
    assert (ledger.valid, ledger.complete) == (True, True)
    ledger.forbid(FaultCode.CHECKSUM_DIFFERS, "data/x")
    assert (ledger.valid, ledger.complete) == (False, True)
    ledger.forbid(FaultCode.FILE_MISSING, "data/x")
    ledger.forbid(FaultCode.FILE_MISSING, "data/y")
    ledger.forbid(FaultCode.FILE_MISSING, "data/z")
    assert (ledger.valid, ledger.complete) == (False, False)
    assert [found.code for found in ledger.faults] == ["checksum-differs", "file-missing", "more"]
    assert ledger.faults[-1].fact("count") == "2"
    assert len(ledger.warnings) == 1
