"""What engines answer, as recorded from Docker 20.10 and Podman 4.3, with addresses exchanged.

Docker 28 and Podman 5 are written after their API references.
"""

from typing import Any

__all__ = [
    "DOCKER",
    "DOCKER_20_NETWORKS",
    "DOCKER_20_VERSION",
    "DOCKER_20_WEB",
    "DOCKER_28_WEB",
    "PODMAN",
    "PODMAN_4_NETWORKS",
    "PODMAN_4_VERSION",
    "PODMAN_4_WEB",
    "WEB_ID",
]

DOCKER = "unix:///run/docker.sock"
PODMAN = "unix:///run/podman/podman.sock"
WEB_ID = "0fe6fdeb87de833ef1ca44223962854f240f7bf2914753e43614e57dbeb5f28b"
DUAL_ID = "734bcc9de7fbdb0649592503940951c147a105c3a0dbc94463a1e6d4388b7dc4"
ENDPOINT_ID = "6f137ba98b77a38bb129c9819ebe6b4c74b339c6f29846e586e881398e5a9cf5"
PODMAN_DUAL_ID = "8ccf2f9e9cc41e7ad5bfd121bd355453c7b19d4f5b9c3df99d11fa90f6d05af3"
PODMAN_ID = "2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9"

DOCKER_20_VERSION: dict[str, Any] = {
    "Platform": {"Name": ""},
    "Components": [
        {
            "Name": "Engine",
            "Version": "20.10.24+dfsg1",
            "Details": {"ApiVersion": "1.41", "MinAPIVersion": "1.12", "Os": "linux"},
        },
        {"Name": "containerd", "Version": "1.6.20~ds1", "Details": {"GitCommit": "1.6.20~ds1"}},
    ],
    "Version": "20.10.24+dfsg1",
    "ApiVersion": "1.41",
    "MinAPIVersion": "1.12",
    "Os": "linux",
}

DOCKER_20_WEB: dict[str, Any] = {
    "Id": WEB_ID,
    "Names": ["/proxy/backend", "/web"],
    "Image": "nginx:1.27",
    "ImageID": "sha256:0dc8ef9421e4044b0fe2914bfbc89185a25eb8d24a668fa662e2f39c5f9f85c2",
    "Command": "/docker-entrypoint.sh nginx -g 'daemon off;' --password hunter2",
    "Created": 1795488664,
    "Ports": [
        {"PrivatePort": 443, "Type": "tcp"},
        {"IP": "127.0.0.1", "PrivatePort": 53, "PublicPort": 5353, "Type": "udp"},
        {"IP": "::", "PrivatePort": 80, "PublicPort": 8080, "Type": "tcp"},
        {"IP": "0.0.0.0", "PrivatePort": 80, "PublicPort": 8080, "Type": "tcp"},
        {"IP": "0.0.0.0", "PrivatePort": 80, "PublicPort": 8080, "Type": "tcp"},
    ],
    "Labels": {
        "com.docker.compose.service": "web",
        "com.docker.compose.project": "shop",
        "maintainer": "somebody",
        "traefik.http.middlewares.auth.basicauth.users": "admin:secret",
    },
    "State": "running",
    "Status": "Up 2 seconds (health: starting)",
    "HostConfig": {"NetworkMode": "dual"},
    "NetworkSettings": {
        "Networks": {
            "dual": {
                "IPAMConfig": None,
                "Links": None,
                "Aliases": None,
                "NetworkID": DUAL_ID,
                "EndpointID": ENDPOINT_ID,
                "Gateway": "198.51.100.1",
                "IPAddress": "198.51.100.2",
                "IPPrefixLen": 24,
                "IPv6Gateway": "2001:db8:5::1",
                "GlobalIPv6Address": "2001:db8:5::2",
                "GlobalIPv6PrefixLen": 64,
                "MacAddress": "00:00:5E:00:53:02",
                "DriverOpts": None,
            }
        }
    },
    "Mounts": [{"Type": "bind", "Source": "/srv/secret", "Destination": "/secret"}],
}

DOCKER_28_WEB: dict[str, Any] = {
    **DOCKER_20_WEB,
    "Names": ["/web"],
    "ImageManifestDescriptor": {"mediaType": "application/vnd.oci.image.manifest.v1+json"},
    "HostConfig": {"NetworkMode": "bridge", "Annotations": {"secret": "x"}},
    "Health": {"Status": "unhealthy", "FailingStreak": 3},
    "NetworkSettings": {
        "Networks": {
            "bridge": {
                "IPAMConfig": None,
                "Links": None,
                "Aliases": None,
                "MacAddress": "00:00:5e:00:53:03",
                "DriverOpts": None,
                "GwPriority": 0,
                "NetworkID": "a802e3f85e0190f898c0fb4bc5162ba192f534cea440e65c32ed60e430abccb9",
                "EndpointID": "130d2a21ff73e0ad410c432e6a1254e77970e8d533efd9b8dcbbe788e13957a7",
                "Gateway": "172.17.0.1",
                "IPAddress": "172.17.0.2",
                "IPPrefixLen": 16,
                "IPv6Gateway": "",
                "GlobalIPv6Address": "",
                "GlobalIPv6PrefixLen": 0,
                "DNSNames": None,
            }
        }
    },
}

DOCKER_20_NETWORKS: list[dict[str, Any]] = [
    {
        "Name": "none",
        "Id": "ec40f43aa7e8afca5492d8f29e365f614563a6991c7dba6d1bdfc91996cc31f1",
        "Created": "2026-11-24T02:51:04.058166001Z",
        "Scope": "local",
        "Driver": "null",
        "EnableIPv6": False,
        "IPAM": {"Driver": "default", "Options": None, "Config": None},
        "Internal": False,
        "Containers": {},
        "Options": None,
        "Labels": None,
    },
    {
        "Name": "bridge",
        "Id": "a802e3f85e0190f898c0fb4bc5162ba192f534cea440e65c32ed60e430abccb9",
        "Created": "2026-11-24T03:51:04.085531393+01:00",
        "Scope": "local",
        "Driver": "bridge",
        "EnableIPv6": False,
        "IPAM": {"Driver": "default", "Options": None, "Config": [{"Subnet": "172.17.0.0/16"}]},
        "Internal": False,
        "Attachable": False,
        "Ingress": False,
        "ConfigFrom": {"Network": ""},
        "ConfigOnly": False,
        "Containers": {},
        "Options": {
            "com.docker.network.driver.mtu": "1500",
            "com.docker.network.bridge.name": "docker0",
        },
        "Labels": {},
    },
    {
        "Name": "dual",
        "Id": DUAL_ID,
        "Created": "2026-11-24T02:51:04.232258681Z",
        "Scope": "local",
        "Driver": "bridge",
        "EnableIPv6": True,
        "IPAM": {
            "Driver": "default",
            "Options": {},
            "Config": [
                {
                    "Subnet": "198.51.100.0/24",
                    "IPRange": "198.51.100.128/25",
                    "Gateway": "198.51.100.1",
                    "AuxiliaryAddresses": {"router": "198.51.100.5"},
                },
                {"Subnet": "2001:db8:5::/64", "Gateway": "2001:db8:5::1/64"},
            ],
        },
        "Internal": True,
        "Attachable": True,
        "Ingress": False,
        "Containers": {},
        "Options": {},
        "Labels": {"com.docker.compose.project": "shop", "secret": "x"},
    },
]

PODMAN_4_VERSION: dict[str, Any] = {
    "Platform": {"Name": "linux/amd64/debian-12"},
    "Components": [
        {
            "Name": "Podman Engine",
            "Version": "4.3.1",
            "Details": {"APIVersion": "4.3.1", "MinAPIVersion": "4.0.0", "Os": "linux"},
        },
        {"Name": "Conmon", "Version": "conmon version 2.1.6, commit: unknown", "Details": {}},
    ],
    "Version": "4.3.1",
    "ApiVersion": "1.41",
    "MinAPIVersion": "1.24",
}

# As it comes out of the client, with what Podman's own API adds.
PODMAN_4_WEB: dict[str, Any] = {
    "Id": WEB_ID,
    "Names": ["/web"],
    "Image": "localhost/busybox:local",
    "Command": "sleep",
    "Created": 1795488580,
    "State": "running",
    "Status": "Up 3 seconds",
    "Labels": {},
    "NetworkSettings": {
        "Networks": {
            "dual": {
                "NetworkID": "dual",
                "EndpointID": "",
                "MacAddress": "00:00:5e:00:53:09",
                "IPAddress": "198.51.100.2",
                "IPPrefixLen": 24,
                "GlobalIPv6Address": "2001:db8:5::2",
                "GlobalIPv6PrefixLen": 64,
                "Gateway": "198.51.100.1",
                "IPv6Gateway": "2001:db8:5::1",
                "Aliases": ["05577b722572"],
            }
        }
    },
    "Ports": [{"PrivatePort": 9000, "PublicPort": 9000, "Type": "tcp"}],
    "Libpod": {
        "Id": WEB_ID,
        "Pod": "",
        "Networks": ["dual"],
        "Namespaces": {"Net": "4026532250"},
        "Ports": [
            {
                "host_ip": "",
                "container_port": 9000,
                "host_port": 9000,
                "range": 3,
                "protocol": "tcp",
            },
            {
                "host_ip": "127.0.0.1",
                "container_port": 53,
                "host_port": 5353,
                "range": 1,
                "protocol": "udp",
            },
        ],
    },
}

PODMAN_4_NETWORKS: list[dict[str, Any]] = [
    {
        "name": "podman",
        "id": PODMAN_ID,
        "driver": "bridge",
        "network_interface": "podman0",
        "created": "2026-11-24T02:49:44.136936433Z",
        "subnets": [{"subnet": "192.0.2.0/24", "gateway": "192.0.2.1"}],
        "ipv6_enabled": False,
        "internal": False,
        "dns_enabled": False,
        "ipam_options": {"driver": "host-local"},
    },
    {
        "name": "dual",
        "id": PODMAN_DUAL_ID,
        "driver": "bridge",
        "network_interface": "podman1",
        "created": "2026-11-24T02:49:40.393446301Z",
        "subnets": [
            {
                "subnet": "198.51.100.0/24",
                "gateway": "198.51.100.1",
                "lease_range": {"start_ip": "198.51.100.10", "end_ip": "198.51.100.20"},
            },
            {"subnet": "2001:db8:5::/64", "gateway": "2001:db8:5::1"},
        ],
        "ipv6_enabled": True,
        "internal": True,
        "dns_enabled": False,
        "labels": {"io.podman.compose.project": "shop", "secret": "x"},
        "options": {"mtu": "1400"},
        "ipam_options": {"driver": "host-local"},
    },
]
