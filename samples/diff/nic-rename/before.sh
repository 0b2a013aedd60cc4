# Nothing but lo and an uplink.
