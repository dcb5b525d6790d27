// Parses text by the tables that tree-sitter generated. They have no conflicts, so one stack is enough, and the first
// token that does not fit is a syntax error.

/// A symbol on the stack, hidden or not.
typedef struct {
  uint32_t state;
  uint32_t start;
  /// How many records it has, and how many of those are not inside others of them.
  uint32_t records;
  uint32_t roots;
} Entry;

/// A record in postorder; `size` counts the records of its subtree.
typedef struct {
  uint32_t kind;
  uint32_t start;
  uint32_t end;
  uint32_t children;
  uint32_t size;
} PostRecord;

static Entry *entries;
static uint32_t entry_capacity;
static PostRecord *post;
static uint32_t post_capacity;
static uint32_t post_count;

static inline void reserve(uint32_t depth) {
  if (depth + 2 > entry_capacity) {
    entry_capacity = entry_capacity ? entry_capacity * 2 : 1024;
    entries = reallocate(entries, entry_capacity * sizeof(Entry));
  }
  if (post_count + 2 > post_capacity) {
    post_capacity = post_capacity ? post_capacity * 2 : 4096;
    post = reallocate(post, post_capacity * sizeof(PostRecord));
  }
}

static inline bool is_equality(uint32_t kind) { return kind == anon_sym_EQ_EQ || kind == anon_sym_BANG_EQ; }

static inline bool is_comparison(uint32_t kind) {
  return kind == anon_sym_LT || kind == anon_sym_LT_EQ || kind == anon_sym_GT || kind == anon_sym_GT_EQ;
}

/// Whether the binary expression whose three children end the records continues one of its own kind, where Nix
/// requires parentheses: `a == b == c`.
static bool is_chain(const Entry *children) {
  const uint32_t operator_at = post_count - children[2].records - 1;
  const uint32_t operator_kind = post[operator_at].kind;
  const bool equality = is_equality(operator_kind);
  if (!equality && !is_comparison(operator_kind)) return false;
  const uint32_t left_at = operator_at - 1;
  if (post[left_at].kind != sym_binary_expression) return false;
  const uint32_t left_operator = post[left_at - 1 - post[left_at - 1].size].kind;
  return equality ? is_equality(left_operator) : is_comparison(left_operator);
}

static void rename_children(const Reduction *reduction, const Entry *children) {
  uint32_t end = post_count;
  for (uint32_t i = reduction->children; i-- > 0;) {
    const uint16_t alias = ts_alias_sequences[reduction->production][i];
    if (alias && children[i].records) post[end - 1].kind = ts_symbol_map[alias];
    end -= children[i].records;
  }
}

/// Leaves the records of the text's tree in `post`, and returns whether there is one: else the text has an error.
static bool parse_direct(void) {
  uint32_t depth = 0;
  uint32_t previous_end = 0;
  post_count = 0;
  reserve(0);
  entries[0] = (Entry){.state = 1};
  for (;;) {
    const uint32_t state = entries[depth].state;
    const uint16_t symbol = read_token(previous_end, modes[state]);
    if (symbol >= REFUSED) return false;
    uint16_t action = actions[state][symbol];
    while (action & IS_REDUCTION) {
      if (action == NO_ACTION) return false;
      const Reduction *reduction = &reductions[action & ~IS_REDUCTION];
      depth -= reduction->children - 1;
      Entry *children = &entries[depth];
      uint32_t records = 0;
      uint32_t roots = 0;
      for (uint32_t i = 0; i < reduction->children; i++) {
        records += children[i].records;
        roots += children[i].roots;
      }
      if (reduction->renames) rename_children(reduction, children);
      if (reduction->visible) {
        if (reduction->kind == sym_binary_expression && is_chain(children)) return false;
        post[post_count++] = (PostRecord){reduction->kind, children[0].start, previous_end, roots, records + 1};
        records++;
        roots = 1;
      }
      const uint32_t next = actions[entries[depth - 1].state][reduction->symbol];
      children[0] = (Entry){next, children[0].start, records, roots};
      reserve(depth);
      action = actions[next][symbol];
    }
    if (action == ACCEPT) return true;
    if (action == NO_ACTION) return false;
    depth++;
    entries[depth] = (Entry){action, token_start, 1, 1};
    post[post_count++] = (PostRecord){ts_symbol_map[symbol], token_start, token_end, 0, 1};
    previous_end = token_end;
    reserve(depth);
  }
}
