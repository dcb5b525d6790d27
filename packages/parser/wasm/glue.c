// The one source file of nix.wasm: the generated parser, our lexer, and what is exported.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "memory.c"

#include "../grammar/src/parser.c"

#include "../grammar/lexer.c"
#include "tables.c"
#include "direct.c"
#include "records.c"

#define EXPORT(name) __attribute__((export_name(#name)))

static uint16_t *text_buffer;
static uint32_t text_capacity;
static bool is_initialized;

/// Zeros after the text, so that looking ahead needs no check.
#define TEXT_PADDING 8

/// Where the text goes: room for `length` UTF-16 code units.
EXPORT(reserveText) uint16_t *reserve_text(uint32_t length) {
  if (length + TEXT_PADDING > text_capacity) {
    release(text_buffer);
    text_capacity = length + length / 4 + TEXT_PADDING;
    text_buffer = allocate(text_capacity * sizeof(uint16_t));
  }
  return text_buffer;
}

/// Parses the text that was written, and returns how many records there are; 0 where the text has errors.
EXPORT(parse) uint32_t parse(uint32_t length) {
  if (!is_initialized) {
    init_lexer();
    init_tables();
    is_initialized = true;
  }
  memset(text_buffer + length, 0, TEXT_PADDING * sizeof(uint16_t));
  start_lexer(text_buffer, length);
  if (!parse_direct()) return 0;
  write_records();
  return record_count;
}

/// Where the first token starts that does not fit, in a text with errors.
EXPORT(errorAt) uint32_t error_at(void) { return token_start; }

EXPORT(recordsAt) Record *records_at(void) { return records; }

/// The kinds that records can have, and what the grammar calls them.
EXPORT(kindCount) uint32_t kind_count(void) { return SYMBOL_COUNT + ALIAS_COUNT; }
EXPORT(kindName) const char *kind_name(uint32_t kind) { return ts_symbol_names[kind]; }
