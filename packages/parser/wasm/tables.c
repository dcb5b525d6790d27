// The tables of the generated parser, brought into a form that can be looked up in one step.

/// An action: nothing (a syntax error), a state to go to, or one of the reductions.
#define NO_ACTION 0
#define ACCEPT 0x7fff
#define IS_REDUCTION 0x8000

typedef struct {
  /// What the new node is on the stack, and what it is called in the records.
  uint8_t symbol;
  uint8_t kind;
  uint8_t children;
  bool visible;
  bool renames;
  uint8_t production;
} Reduction;

/// By state and symbol: an action, or, after a node, the next state.
static uint16_t actions[STATE_COUNT][SYMBOL_COUNT];
static Reduction reductions[1024];
static uint8_t modes[STATE_COUNT];

static uint16_t read_action(uint16_t index, uint32_t *reduction_count) {
  const TSParseActionEntry *entry = &ts_parse_actions[index];
  for (uint32_t i = entry->entry.count; i > 0; i--) {
    const TSParseAction action = (++entry)->action;
    switch (action.type) {
      case TSParseActionTypeShift:
        // Of a repetition the reduction is taken, which comes first; a comment never gets here.
        if (!action.shift.repetition && !action.shift.extra) return action.shift.state;
        break;
      case TSParseActionTypeAccept:
        return ACCEPT;
      case TSParseActionTypeReduce: {
        const Reduction reduction = {
          .symbol = action.reduce.symbol,
          .kind = ts_symbol_map[action.reduce.symbol],
          .children = action.reduce.child_count,
          .visible = ts_symbol_metadata[action.reduce.symbol].visible,
          .production = action.reduce.production_id,
        };
        uint32_t at = 0;
        while (at < *reduction_count && memcmp(&reductions[at], &reduction, sizeof reduction)) at++;
        if (at == *reduction_count) reductions[(*reduction_count)++] = reduction;
        return IS_REDUCTION | at;
      }
    }
  }
  return NO_ACTION;
}

static void set_action(uint32_t state, uint16_t symbol, uint16_t value, uint32_t *reduction_count) {
  actions[state][symbol] = symbol < TOKEN_COUNT && state > 0 ? read_action(value, reduction_count) : value;
}

static void init_tables(void) {
  uint32_t reduction_count = 0;
  for (uint32_t state = 0; state < STATE_COUNT; state++) {
    if (state < LARGE_STATE_COUNT) {
      for (uint16_t symbol = 0; symbol < SYMBOL_COUNT; symbol++) {
        set_action(state, symbol, ts_parse_table[state][symbol], &reduction_count);
      }
    } else {
      const uint16_t *data = &ts_small_parse_table[ts_small_parse_table_map[SMALL_STATE(state)]];
      for (uint16_t groups = *data++; groups > 0; groups--) {
        const uint16_t value = *data++;
        for (uint16_t count = *data++; count > 0; count--) set_action(state, *data++, value, &reduction_count);
      }
    }
    modes[state] = actions[state][sym_string_fragment]       ? MODE_STRING
                   : actions[state][sym_indented_fragment]   ? MODE_INDENTED
                   : actions[state][sym__path_interpolation] ? MODE_PATH
                                                             : MODE_CODE;
  }
  for (uint32_t i = 0; i < reduction_count; i++) {
    for (uint32_t child = 0; child < MAX_ALIAS_SEQUENCE_LENGTH; child++) {
      if (ts_alias_sequences[reductions[i].production][child]) reductions[i].renames = true;
    }
  }
}
