# Makes, in a box, one of everything that the kernel can do with links, addresses, routes, rules,
# neighbours and forwarding databases, as far as no module beyond Docker's needs is used.
#
# Not every kernel is built with every option; what follows `if_known` may be refused.
set -eu
if_known() { "$@" 2>/dev/null || echo "refused: $*"; }

# -- namespaces: named, held by a bind mount elsewhere; fd-only ones come from rich_host.py
for name in blue green overlay; do ip netns add "$name"; done
mkdir -p /run/elsewhere
touch /run/elsewhere/hold
unshare --net=/run/elsewhere/hold true

# -- bridges; spanning tree on one whose ports carry nothing, since it holds traffic back for a while
ip link add br-lan address 00:00:5e:00:53:10 type bridge \
    priority 4096 forward_delay 400 hello_time 100 max_age 600 ageing_time 12000 \
    mcast_snooping 0 group_fwd_mask 16384
if_known ip link set br-lan type bridge vlan_filtering 1
ip link add br-stp type bridge stp_state 1 forward_delay 200
ip link add br-plain type bridge
ip link set br-lan up
ip link set br-plain up
ip addr add 192.0.2.1/26 brd + dev br-lan
ip addr add 2001:db8:1::1/64 dev br-lan nodad

# -- veths: equal ifindexes on both sides, different ones, both ends here, and blue to green
ip link add p-equal index 501 type veth peer name eth0 index 501 netns blue
ip link add p-green index 502 type veth peer name eth0 index 77 netns green
ip link add near type veth peer name far
ip link add p-hold type veth peer name eth0 netns /run/elsewhere/hold
ip -n blue link add to-green type veth peer name to-blue netns green
for port in p-equal p-green; do ip link set "$port" master br-lan up; done
ip link set near master br-plain up
ip link set far up
ip link add s1 type veth peer name s2
ip link set s1 master br-stp up
ip link set s2 up
ip link set br-stp up
ip -n blue link set eth0 up
ip -n green link set eth0 up
ip -n blue link set lo up
ip -n blue link set to-green up
ip -n green link set to-blue up
bridge link set dev p-equal cost 7 priority 12 hairpin on guard on root_block on fastleave on \
    learning off flood off mcast_flood off bcast_flood off neigh_suppress on isolated on locked on
ip link set p-equal alias 'to "blue" <1> & more' group 42 mtu 1400 txqueuelen 77
ip link property add dev p-equal altname the-other-end-of-the-blue-wire altname b2
ip link set p-green promisc on multicast off

# -- VLANs and forwarding database
if_known bridge vlan add dev p-equal vid 10 pvid untagged
if_known bridge vlan add dev p-equal vid 100-110
if_known bridge vlan add dev br-lan vid 20 self
if_known bridge fdb add 00:00:5e:00:53:26 dev p-equal master static vlan 10
bridge fdb add 00:00:5e:00:53:21 dev p-equal master static
bridge fdb add 00:00:5e:00:53:22 dev p-green master static sticky
bridge fdb add 00:00:5e:00:53:23 dev p-green master local
bridge fdb add 00:00:5e:00:53:24 dev p-green master dynamic extern_learn
bridge fdb add 01:00:5e:00:53:25 dev near self

# -- macvlan and macvtap, one of them in another namespace than the link below
ip link add mv0 link upstream address 00:00:5e:00:53:30 type macvlan mode private
ip link add mv1 link upstream netns blue type macvlan mode bridge
ip link add mv2 link upstream type macvlan mode vepa
ip link add mv3 link upstream type macvlan mode source
ip link set mv3 type macvlan macaddr add 00:00:5e:00:53:31
ip link set mv3 type macvlan macaddr add 00:00:5e:00:53:32
ip link add mt0 link p-hold type macvtap mode passthru
ip link set mv0 up

# -- vxlan
ip link add vx-remote type vxlan id 100 remote 203.0.113.9 local 203.0.113.2 dev eth0 \
    dstport 4789 srcport 40000 50000 ttl 8 tos 4 ageing 60 maxaddress 128 nolearning proxy \
    rsc l2miss l3miss gbp
ip link add vx-group type vxlan id 101 group 233.252.0.1 dev eth0 dstport 8472
ip link add vx-six type vxlan id 102 remote 2001:db8::9 local 2001:db8::2 dstport 4789
ip link add vx-external type vxlan external dstport 4790
ip link add vx0 netns overlay type vxlan id 4097 dstport 4791 dev eth0
ip link set vx-remote up
bridge fdb append 00:00:00:00:00:00 dev vx-remote dst 198.51.100.7
bridge fdb append 00:00:5e:00:53:41 dev vx-remote dst 198.51.100.8 vni 200 port 4800 via eth0
bridge fdb append 00:00:5e:00:53:42 dev vx-six dst 2001:db8::77

# -- the hidden namespace of an overlay network: a bridge with a vxlan and a veth as ports
ip -n overlay link add br0 type bridge
ip -n overlay link set vx0 master br0 up
ip -n overlay link add veth0 type veth peer name eth1 netns green
ip -n overlay link set veth0 master br0 up
ip -n overlay link set br0 up
ip -n green link set eth1 up

# -- tun and tap
ip tuntap add dev tap0 mode tap user 1234 group 5678 multi_queue vnet_hdr
ip tuntap add dev tun0 mode tun pi
ip link set tap0 master br-plain
ip link set tap0 up
bridge link set dev tap0 state 4 || true
ip link set tun0 up
ip addr add 198.51.100.1 peer 198.51.100.2/32 dev tun0

# -- addresses
ip addr add 192.0.2.65/26 brd 192.0.2.127 label far:1 dev far
ip addr add 198.51.100.225/30 scope link dev far
ip addr add 192.0.2.67/26 dev far valid_lft 4000 preferred_lft 3000
ip addr add 2001:db8:2::1/64 dev far nodad
ip addr add 2001:db8:2::2/64 dev far nodad preferred_lft 0 valid_lft forever
ip addr add 2001:db8:2::3 peer 2001:db8:2::4/128 dev far nodad
ip addr add 2001:db8:2::5/64 dev far nodad home mngtmpaddr noprefixroute
ip addr add 192.0.2.200/32 dev lo
ip -n blue addr add 192.0.2.2/26 dev eth0
ip -n blue addr add 2001:db8:1::2/64 dev eth0 nodad
ip -n green addr add 192.0.2.3/26 dev eth0

# -- routes
ip route add 198.51.100.16/28 via 192.0.2.2 proto static metric 30 src 192.0.2.1 mtu 1300
ip route add 198.51.100.32/28 nexthop via 192.0.2.2 weight 3 nexthop via 192.0.2.70 dev far weight 5
ip route add blackhole 198.51.100.64/28
ip route add unreachable 198.51.100.80/28 metric 9
ip route add prohibit 198.51.100.96/28 table 100
ip route add throw 198.51.100.112/28 table 100
ip route add 198.51.100.128/28 dev far scope link proto bird table 1000
ip route add 198.51.100.144/28 via 203.0.113.77 dev far onlink
ip route add 198.51.100.160/28 tos 8 via 192.0.2.2
ip route add 198.51.100.176/28 via inet6 2001:db8:2::9 dev far
ip route add 198.51.100.200 via 192.0.2.3
ip nexthop add id 7 via 192.0.2.2 dev br-lan
ip route add 198.51.100.208/28 nhid 7
ip -6 route add 2001:db8:10::/64 via 2001:db8:2::9 metric 50 pref high
ip -6 route add 2001:db8:11::/64 nexthop via 2001:db8:2::9 weight 2 nexthop via 2001:db8:1::2
ip -6 route add blackhole 2001:db8:12::/64
ip -6 route add unreachable 2001:db8:13::/64 table 100
if_known ip -6 route add 2001:db8:14::/64 from 2001:db8:99::/64 via 2001:db8:2::9
ip -6 route add default via 2001:db8:2::9 dev far expires 3000
ip -n blue route add default via 192.0.2.1
ip -n blue -6 route add default via 2001:db8:1::1

# -- rules
ip rule add priority 100 from 192.0.2.0/26 table 100
ip rule add priority 110 to 198.51.100.0/24 iif br-lan table 1000
ip rule add priority 120 fwmark 0x1/0xff table 100
ip rule add priority 121 fwmark 0x2 table 100
ip rule add priority 130 not from 192.0.2.1 oif far table main suppress_prefixlength 0
ip rule add priority 140 uidrange 1000-1999 table 100
ip rule add priority 150 ipproto tcp sport 1000-2000 dport 443 table 100
ip rule add priority 160 tos 8 goto 200
ip rule add priority 170 from 192.0.2.9 blackhole
ip rule add priority 180 from 192.0.2.10 prohibit
ip rule add priority 190 iif nosuch unreachable
ip rule add priority 200 protocol static table 100
ip rule add priority 210 nop
ip -6 rule add priority 100 from 2001:db8:99::/64 table 100
ip -6 rule add priority 110 fwmark 0x10 iif br-lan table 100

# -- neighbours
ip neigh add 192.0.2.2 lladdr 00:00:5e:00:53:51 dev br-lan nud permanent
ip neigh add 192.0.2.12 lladdr 00:00:5e:00:53:52 dev br-lan nud noarp
ip neigh add 192.0.2.13 lladdr 00:00:5e:00:53:53 dev br-lan nud stale extern_learn
ip neigh add 2001:db8:1::2 lladdr 00:00:5e:00:53:54 dev br-lan nud permanent router
ip neigh add proxy 192.0.2.14 dev far
ip neigh add proxy 2001:db8:2::14 dev far
ip -n blue neigh add 192.0.2.1 lladdr 00:00:5e:00:53:10 dev eth0 nud permanent
