package main

import "slices"

// codeLengths gives each symbol that occurs the length of its code, none longer
// than most: Huffman's lengths, those too long cut and the others made longer
// until the codes fit.
func codeLengths(often []uint32, lengths []uint8, most int) {
	// A symbol with how often it occurs, or a pair of nodes with the sum.
	type node struct {
		often       uint64
		left, right int32 // nodes; -1 and the symbol
	}
	nodes := make([]node, 0, 2*len(often))
	for s, n := range often {
		if n > 0 {
			nodes = append(nodes, node{uint64(n), -1, int32(s)})
		}
	}
	switch leaves := len(nodes); leaves {
	case 0:
		return
	case 1:
		lengths[nodes[0].right] = 1
		return
	}
	leaves := len(nodes)
	slices.SortStableFunc(nodes, func(a, b node) int {
		switch {
		case a.often < b.often:
			return -1
		case a.often > b.often:
			return 1
		}
		return 0
	})
	leaf, pair := 0, leaves // the next of each that has no parent
	take := func() int32 {
		if leaf < leaves && (pair >= len(nodes) || nodes[leaf].often <= nodes[pair].often) {
			leaf++
			return int32(leaf - 1)
		}
		pair++
		return int32(pair - 1)
	}
	for range leaves - 1 {
		a := take()
		b := take()
		nodes = append(nodes, node{nodes[a].often + nodes[b].often, a, b})
	}
	depth := make([]int, len(nodes))
	per := make([]int, max(most, len(nodes))+1) // leaves of each depth
	for i := len(nodes) - 1; i >= leaves; i-- {
		for _, k := range []int32{nodes[i].left, nodes[i].right} {
			depth[k] = depth[i] + 1
		}
	}
	for i := range leaves {
		per[min(depth[i], most)]++
	}
	shorten(per[:most+1])
	// The rarest get the longest codes.
	i := 0
	for n := most; n > 0; n-- {
		for range per[n] {
			lengths[nodes[i].right] = uint8(n)
			i++
		}
	}
}

// shorten makes codes of these lengths possible where the longest were cut: each
// step takes a code one bit longer, which frees room for one of the longest.
func shorten(per []int) {
	most := len(per) - 1
	room := 0
	for n := 1; n <= most; n++ {
		room += per[n] << (most - n)
	}
	for ; room > 1<<most; room-- {
		n := most - 1
		for per[n] == 0 {
			n--
		}
		per[n]--
		per[n+1] += 2
		per[most]--
	}
}
