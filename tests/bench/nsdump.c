/* The yardstick of a collection: dump the links and addresses of every network namespace
 * under /run/netns and of our own, look at nothing but the message headers.
 *
 *   nsdump [r] [n]     r adds the routes of all tables, n the neighbours
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char buffer[32768];
static long messages, octets;

static void fail(const char *what)
{
	fprintf(stderr, "nsdump: %s: %s\n", what, strerror(errno));
	exit(2);
}

/* Walks one datagram; tells whether the dump has ended. */
static int is_last(int length)
{
	struct nlmsghdr *header = (struct nlmsghdr *)buffer;

	for (; NLMSG_OK(header, length); header = NLMSG_NEXT(header, length)) {
		if (header->nlmsg_type == NLMSG_DONE || header->nlmsg_type == NLMSG_ERROR) {
			int error = *(int *)NLMSG_DATA(header);
			if (error) {
				errno = -error;
				fail("dump");
			}
			return 1;
		}
		messages++;
	}
	return 0;
}

static void dump(int sock, int type, size_t body)
{
	/* The longest family header is that of links; zero is the right content for each. */
	struct { struct nlmsghdr header; struct ifinfomsg body; } request = {
		.header = { .nlmsg_len = NLMSG_LENGTH(body), .nlmsg_type = type,
			    .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP },
	};
	ssize_t length;

	if (send(sock, &request, request.header.nlmsg_len, 0) < 0)
		fail("send");
	do {
		length = recv(sock, buffer, sizeof buffer, 0);
		if (length < 0)
			fail("recv");
		octets += length;
	} while (!is_last(length));
}

static void dump_namespace(int routes, int neighbours)
{
	int strict = 1, sock = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);

	if (sock < 0)
		fail("socket");
	setsockopt(sock, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &strict, sizeof strict);
	dump(sock, RTM_GETLINK, sizeof(struct ifinfomsg));
	dump(sock, RTM_GETADDR, sizeof(struct ifaddrmsg));
	if (routes)
		dump(sock, RTM_GETROUTE, sizeof(struct rtmsg));
	if (neighbours)
		dump(sock, RTM_GETNEIGH, sizeof(struct ndmsg));
	close(sock);
}

int main(int argc, char **argv)
{
	int routes = 0, neighbours = 0, namespaces = 1;
	DIR *folder = opendir("/run/netns");
	struct dirent *entry;

	for (int i = 1; i < argc; i++) {
		routes |= argv[i][0] == 'r';
		neighbours |= argv[i][0] == 'n';
	}
	dump_namespace(routes, neighbours);
	while (folder && (entry = readdir(folder))) {
		if (entry->d_name[0] == '.')
			continue;
		int fd = openat(dirfd(folder), entry->d_name, O_RDONLY | O_CLOEXEC);
		if (fd < 0 || setns(fd, CLONE_NEWNET))
			fail(entry->d_name);
		close(fd);
		dump_namespace(routes, neighbours);
		namespaces++;
	}
	printf("%d namespaces, %ld messages, %ld bytes\n", namespaces, messages, octets);
	return 0;
}
