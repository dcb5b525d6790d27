// The records that are handed out: the tree in preorder. See src/syntax/flat-tree.ts.

typedef struct {
  uint32_t kind;
  uint32_t start;
  uint32_t end;
  uint32_t children;
} Record;

static Record *records;
static uint32_t record_capacity;
static uint32_t record_count;

static void reserve_records(uint32_t count) {
  if (count <= record_capacity) return;
  record_capacity = count + count / 2;
  records = reallocate(records, record_capacity * sizeof(Record));
}

/// Brings records from postorder into preorder, the last one first: a node's last record but one is that of its last
/// child. Where a node goes follows from the sizes of the siblings after it.
static void write_records(void) {
  reserve_records(post_count);
  record_count = post_count;
  // The parser's stack is free by now: here it holds, of each open node, the children to come and where it begins.
  uint32_t depth = 0;
  uint32_t end = post_count;
  for (uint32_t i = post_count; i-- > 0;) {
    const PostRecord from = post[i];
    const uint32_t at = end - from.size;
    records[at] = (Record){from.kind, from.start, from.end, from.children};
    if (from.children > 0) {
      if (depth + 1 > entry_capacity) {
        entry_capacity *= 2;
        entries = reallocate(entries, entry_capacity * sizeof(Entry));
      }
      entries[depth++] = (Entry){.state = from.children, .start = at};
    } else {
      end = at;
      while (depth > 0 && --entries[depth - 1].state == 0) end = entries[--depth].start;
    }
  }
}
