"""The daemon: one clock over everything that is due, in one process, until it is told to stop.

    clockwork   an APScheduler job ticks each second; a guard re-aims it where the system's clock was set
    daemon      each tick: claim what is due, hand it to the hands, publish what became due; reload, drain
    hands       refreshes side by side, each under its lease (the distributed engine puts a queue in their place)
    watching    changes in folders are hints that their sources are due now
    upkeep      from time to time: prune, back up, write again what was lost, tell the hub
    single      one daemon for one database
    systemd     what the service manager is told

It is handed its clock, its network and its threads, so that simulated time runs all of it.
"""
