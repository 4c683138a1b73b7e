"""The benchmark: yanbao beside other ways to the same report. Run by ``make bench``, not by the tests."""
