/* SPDX-License-Identifier: Apache-2.0 */
#include "network.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "base/text.h"

/* A run of addresses: what the first bits are, and how many count. */
typedef struct block {
    unsigned char bytes[16];
    unsigned bits;
    network_kind kind;
} block;

static const block blocks_v4[] = {
    {{0}, 8, NETWORK_PRIVATE},             /* "this host" */
    {{10}, 8, NETWORK_PRIVATE},            /* RFC 1918 */
    {{100, 64}, 10, NETWORK_PRIVATE},      /* RFC 6598 */
    {{127}, 8, NETWORK_PRIVATE},           /* loopback */
    {{169, 254}, 16, NETWORK_LINK_LOCAL},  /* RFC 3927 */
    {{172, 16}, 12, NETWORK_PRIVATE},      /* RFC 1918 */
    {{192, 0, 0}, 24, NETWORK_PRIVATE},    /* RFC 6890 */
    {{192, 0, 2}, 24, NETWORK_PRIVATE},    /* documentation */
    {{192, 168}, 16, NETWORK_PRIVATE},     /* RFC 1918 */
    {{198, 18}, 15, NETWORK_PRIVATE},      /* benchmarks */
    {{198, 51, 100}, 24, NETWORK_PRIVATE}, /* documentation */
    {{203, 0, 113}, 24, NETWORK_PRIVATE},  /* documentation */
    {{224}, 4, NETWORK_NONE},              /* multicast */
    {{240}, 4, NETWORK_NONE},              /* reserved, and broadcast */
};

static const block blocks_v6[] = {
    {{0x01}, 64, NETWORK_NONE},                            /* discarded: 100::/64 */
    {{0x00, 0x64, 0xFF, 0x9B, 0, 1}, 48, NETWORK_PRIVATE}, /* a house's own NAT64 */
    {{0x20, 0x01, 0x0D, 0xB8}, 32, NETWORK_PRIVATE},       /* documentation */
    {{0xFC}, 7, NETWORK_PRIVATE},                          /* RFC 4193 */
    {{0xFE, 0x80}, 10, NETWORK_LINK_LOCAL},                /* RFC 4291 */
    {{0xFE, 0xC0}, 10, NETWORK_PRIVATE},                   /* RFC 3879 */
    {{0xFF}, 8, NETWORK_NONE},                             /* multicast */
};

/* Where an address of IPv4 stands within one of IPv6, and what is XORed to it. */
static const struct {
    unsigned char bytes[16];
    unsigned bits, at, mask;
} embeddings[] = {
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 96, 12, 0}, /* mapped */
    {{0}, 96, 12, 0},                                        /* compatible; ::1 in 0/8 */
    {{0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 96, 12, 0},       /* translated, RFC 2765 */
    {{0x00, 0x64, 0xFF, 0x9B}, 96, 12, 0},                   /* NAT64, RFC 6052 */
    {{0x20, 0x02}, 16, 2, 0},                                /* 6to4, RFC 3056 */
    {{0x20, 0x01, 0, 0}, 32, 12, 0xFF},                      /* Teredo, RFC 4380 */
};

static bool begins(const unsigned char *address, const unsigned char *bytes, unsigned bits) {
    unsigned whole = bits / 8, rest = bits % 8;
    if (memcmp(address, bytes, whole) != 0) return false;
    return rest == 0 || ((address[whole] ^ bytes[whole]) >> (8 - rest)) == 0;
}

static network_kind kind_in(const block *blocks, size_t count, const unsigned char *address) {
    for (size_t i = 0; i < count; i++)
        if (begins(address, blocks[i].bytes, blocks[i].bits)) return blocks[i].kind;
    return NETWORK_WIDE;
}

static network_kind kind_of_v4(const unsigned char *address) {
    return kind_in(blocks_v4, sizeof blocks_v4 / sizeof *blocks_v4, address);
}

static network_kind kind_of_v6(const unsigned char *address) {
    for (size_t i = 0; i < sizeof embeddings / sizeof *embeddings; i++) {
        if (!begins(address, embeddings[i].bytes, embeddings[i].bits)) continue;
        unsigned char v4[4];
        for (unsigned b = 0; b < 4; b++)
            v4[b] = address[embeddings[i].at + b] ^ (unsigned char)embeddings[i].mask;
        return kind_of_v4(v4);
    }
    /* ISATAP, RFC 5214: behind any prefix */
    static const unsigned char isatap[] = {0, 0, 0x5E, 0xFE};
    if ((address[8] & 0xFD) == 0 && memcmp(address + 9, isatap + 1, 3) == 0 &&
        kind_of_v4(address + 12) != NETWORK_WIDE)
        return kind_of_v4(address + 12);
    return kind_in(blocks_v6, sizeof blocks_v6 / sizeof *blocks_v6, address);
}

network_kind network_of(const struct sockaddr *address) {
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        return kind_of_v4((const unsigned char *)&v4.sin_addr.s_addr);
    }
    if (address->sa_family != AF_INET6) return NETWORK_NONE;
    struct sockaddr_in6 v6;
    memcpy(&v6, address, sizeof v6);
    return kind_of_v6(v6.sin6_addr.s6_addr);
}

bool network_may_reach(network_kind kind, bool named, bool literal) {
    switch (kind) {
    case NETWORK_WIDE: return true;
    case NETWORK_PRIVATE: return named;
    case NETWORK_LINK_LOCAL: return named && literal;
    case NETWORK_NONE: break;
    }
    return false;
}

/* An address of 4 or 16 bytes; 0: the host is a name. */
static unsigned parse_literal(ro_str host, unsigned char bytes[16]) {
    char text[64];
    if (host.n > 1 && host.p[0] == '[' && host.p[host.n - 1] == ']')
        host = (ro_str){host.p + 1, host.n - 2};
    if (host.n >= sizeof text) return 0;
    memcpy(text, host.p, host.n);
    text[host.n] = '\0';
    if (inet_pton(AF_INET, text, bytes) == 1) return 4;
    return inet_pton(AF_INET6, text, bytes) == 1 ? 16 : 0;
}

bool network_is_literal(const char *url) {
    unsigned char bytes[16];
    char *host = address_name(url);
    bool literal = host && parse_literal(ro_str_of(host), bytes) != 0;
    free(host);
    return literal;
}

static bool in_network(ro_str host, ro_str entry) {
    unsigned char address[16], net[16];
    const char *slash = memchr(entry.p, '/', entry.n);
    size_t length = slash ? (size_t)(slash - entry.p) : entry.n;
    unsigned size = parse_literal(host, address);
    if (!size || parse_literal((ro_str){entry.p, length}, net) != size) return false;
    unsigned bits = 0;
    for (size_t i = length + 1; i < entry.n && ro_is_digit((unsigned char)entry.p[i]); i++)
        bits = bits < 1000 ? bits * 10 + (unsigned)(entry.p[i] - '0') : bits;
    return begins(address, net, slash && bits < size * 8 ? bits : size * 8);
}

static bool fits_entry(ro_str host, ro_str entry) {
    if (entry.n == 1 && *entry.p == '*') return true;
    if (in_network(host, entry)) return true;
    while (entry.n && *entry.p == '.') entry = (ro_str){entry.p + 1, entry.n - 1};
    if (!entry.n || !ro_str_ends(host, entry)) return false;
    return host.n == entry.n || host.p[host.n - entry.n - 1] == '.';
}

bool network_listed(const char *host, const char *list) {
    ro_str name = ro_str_of(host);
    while (list && *list) {
        list += strspn(list, ", \t");
        size_t length = strcspn(list, ", \t");
        if (length && fits_entry(name, (ro_str){list, length})) return true;
        list += length;
    }
    return false;
}

static const char *environment(const char *first, const char *second) {
    const char *value = getenv(first);
    if (!value || !*value) value = second ? getenv(second) : NULL;
    return value && *value ? value : NULL;
}

const char *network_proxy(const char *url) {
    /* HTTP_PROXY is none: a web server sets it from the field "Proxy" of a request. */
    const char *proxy = strncmp(url, "https:", 6) == 0 ? environment("https_proxy", "HTTPS_PROXY")
                                                       : environment("http_proxy", NULL);
    if (!proxy) proxy = environment("all_proxy", "ALL_PROXY");
    char *host = proxy ? address_name(url) : NULL;
    bool direct = host && network_listed(host, environment("no_proxy", "NO_PROXY"));
    free(host);
    return direct ? NULL : proxy;
}
