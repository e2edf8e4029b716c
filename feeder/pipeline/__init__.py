"""The whole story on one page: refresh one source, publish what became due.

    refresh(source)                                                     refresh
      scan or fetch  ─> deliveries, oldest capture first                sources
      take_in        ─> for each delivery                               intake
        read_capture ─> a reading: dated, keyed, sectioned sightings    reading (pages, dating, identity, sections)
        reconcile    ─> changes against the stored candidates           reconcile
        write        ─> entries, series, calibration, ledger, due sections, in one transaction
    publish_due()                                                       publishing
      section_feed   ─> render ─> generation ─> files                   publish

A capture that cannot be read is remembered with its error, reported once, and tried again when it changes; the
others go on. Nothing is ever deleted because a page was empty, short or broken.
"""
