// Reads one token of Nix from UTF-16 text, as Nix's own lexer does: the longest match wins, and what the parser
// expects plays no part, but for strings and paths, where other rules hold.
//
// Included by wasm/glue.c, after the generated parser: the tokens are that parser's symbols.

enum lex_mode {
  MODE_CODE,
  MODE_STRING,
  MODE_INDENTED,
  /// After a piece of a path, which can go on.
  MODE_PATH,
};

/// No token starts here.
#define NO_TOKEN 0xffff
/// What starts here is longer than any token, and Nix refuses it.
#define REFUSED 0xfffe
#define NOWHERE 0xffffffffu

/// The text, in UTF-16 code units, followed by zeros; its length; and what is known about it so far.
static const uint16_t *text;
static uint32_t text_length;
/// From here on no comment is closed.
static uint32_t unclosed_from;
/// The stretch of path characters that was looked at last, and where its last underscore stands.
static uint32_t stretch_start;
static uint32_t stretch_end;
static uint32_t stretch_underscore;
/// The token that was read: its first code unit, and the one after it.
static uint32_t token_start;
static uint32_t token_end;

enum {
  CLASS_NAME_START = 1,
  CLASS_NAME = 2,
  CLASS_DIGIT = 4,
  CLASS_PATH = 8,
  CLASS_SCHEME = 16,
  CLASS_URI = 32,
  CLASS_SPACE = 64,
};

static uint8_t classes[128];

static void set_classes(const char *characters, uint8_t class) {
  for (; *characters; characters++) classes[(uint8_t)*characters] |= class;
}

static void init_lexer(void) {
  const uint8_t letter = CLASS_NAME_START | CLASS_NAME | CLASS_PATH | CLASS_SCHEME | CLASS_URI;
  set_classes("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", letter);
  set_classes("0123456789", CLASS_NAME | CLASS_DIGIT | CLASS_PATH | CLASS_SCHEME | CLASS_URI);
  set_classes("_", CLASS_NAME_START | CLASS_NAME | CLASS_PATH | CLASS_URI);
  set_classes("-", CLASS_NAME | CLASS_PATH | CLASS_SCHEME | CLASS_URI);
  set_classes("+.", CLASS_PATH | CLASS_SCHEME | CLASS_URI);
  set_classes("'", CLASS_NAME | CLASS_URI);
  set_classes("%/?:@&=$,!~*", CLASS_URI);
  set_classes(" \t\r\n", CLASS_SPACE);
}

static void start_lexer(const uint16_t *new_text, uint32_t length) {
  text = new_text;
  text_length = length;
  unclosed_from = NOWHERE;
  stretch_start = 0;
  stretch_end = 0;
  stretch_underscore = NOWHERE;
}

static inline bool is(uint16_t c, uint8_t class) { return c < 128 && (classes[c] & class) != 0; }

static inline uint32_t skip_class(uint32_t i, uint8_t class) {
  while (is(text[i], class)) i++;
  return i;
}

static inline bool opens_interpolation(uint32_t i) { return text[i] == '$' && text[i + 1] == '{'; }

/// The end of the comment at `i`, or NOWHERE.
static uint32_t find_comment_end(uint32_t i) {
  if (text[i] == '#') {
    while (i < text_length && text[i] != '\n' && text[i] != '\r') i++;
    return i;
  }
  if (i + 2 >= unclosed_from) return NOWHERE;
  for (uint32_t j = i + 2; j + 1 < text_length; j++) {
    if (text[j] == '*' && text[j + 1] == '/') return j + 2;
  }
  unclosed_from = i + 2;
  return NOWHERE;
}

static inline uint16_t finish(uint16_t symbol, uint32_t end) {
  token_end = end;
  return symbol;
}

/// The end of a path's piece at `i`: where two slashes meet, or the path ends.
static inline uint32_t skip_path_piece(uint32_t i) {
  while (is(text[i], CLASS_PATH) || (text[i] == '/' && text[i + 1] != '/')) i++;
  return text[i] == '/' ? i + 1 : i;
}

/// The start of a path, whose first slash is at `i`. Two slashes may meet in it only once, and only where an
/// interpolation follows. A path must not end in a slash.
static uint16_t finish_path_start(uint16_t symbol, uint32_t i) {
  uint32_t end = skip_path_piece(i);
  if (text[end] == '/') {
    end = skip_path_piece(end);
    if (!opens_interpolation(end)) return REFUSED;
  }
  if (text[end - 1] == '/' && !opens_interpolation(end)) return REFUSED;
  return finish(symbol, end);
}

/// What follows an interpolation in a path, with as many slashes as there are.
static uint16_t finish_path(uint32_t i) {
  while (text[i] == '/' || is(text[i], CLASS_PATH)) i++;
  if (text[i - 1] == '/' && !opens_interpolation(i)) return REFUSED;
  return finish(sym_path_fragment, i);
}

static inline uint16_t read_keyword(uint32_t i, uint32_t length) {
  const uint16_t *t = text + i;
  switch (length) {
    case 2:
      if (t[0] == 'i') {
        if (t[1] == 'n') return anon_sym_in;
        if (t[1] == 'f') return anon_sym_if;
      } else if (t[0] == 'o' && t[1] == 'r') return anon_sym_or;
      break;
    case 3:
      if (t[0] == 'l' && t[1] == 'e' && t[2] == 't') return anon_sym_let;
      if (t[0] == 'r' && t[1] == 'e' && t[2] == 'c') return anon_sym_rec;
      break;
    case 4:
      if (t[0] == 'w' && t[1] == 'i' && t[2] == 't' && t[3] == 'h') return anon_sym_with;
      if (t[0] == 't' && t[1] == 'h' && t[2] == 'e' && t[3] == 'n') return anon_sym_then;
      if (t[0] == 'e' && t[1] == 'l' && t[2] == 's' && t[3] == 'e') return anon_sym_else;
      break;
    case 6:
      if (t[0] == 'a' && t[1] == 's' && t[2] == 's' && t[3] == 'e' && t[4] == 'r' && t[5] == 't') return anon_sym_assert;
      break;
    case 7:
      if (t[0] == 'i' && t[1] == 'n' && t[2] == 'h' && t[3] == 'e' && t[4] == 'r' && t[5] == 'i' && t[6] == 't') {
        return anon_sym_inherit;
      }
      break;
  }
  return sym_identifier;
}

/// `.5`, `1.5e3`, `1.`: the end of the number that starts at `i`, or `i` where there is none.
static uint32_t read_float(uint32_t i) {
  uint32_t j = i;
  if (text[i] >= '1' && text[i] <= '9') {
    j = skip_class(i, CLASS_DIGIT);
    if (text[j] != '.') return i;
    j = skip_class(j + 1, CLASS_DIGIT);
  } else {
    if (text[j] == '0') j++;
    if (text[j] != '.' || !is(text[j + 1], CLASS_DIGIT)) return i;
    j = skip_class(j + 1, CLASS_DIGIT);
  }
  if (text[j] == 'e' || text[j] == 'E') {
    uint32_t k = j + 1;
    if (text[k] == '+' || text[k] == '-') k++;
    if (is(text[k], CLASS_DIGIT)) return skip_class(k, CLASS_DIGIT);
  }
  return j;
}

/// Looks at the whole stretch of path characters from `i` on, once: what follows it tells what its tokens are.
static inline void look_along(uint32_t i) {
  if (i >= stretch_start && i < stretch_end) return;
  stretch_start = i;
  uint32_t j = i;
  stretch_underscore = NOWHERE;
  for (; is(text[j], CLASS_PATH); j++) {
    if (text[j] == '_') stretch_underscore = j;
  }
  stretch_end = j;
}

/// A path or a URI at `i`, where there is one.
static inline uint16_t read_path_or_uri(uint32_t i) {
  look_along(i);
  const uint32_t j = stretch_end;
  const uint16_t c = text[j];
  if (c == '/') {
    if (is(text[j + 1], CLASS_PATH) || opens_interpolation(j + 1)) return finish_path_start(sym_path_start, j);
  } else if (c == ':' && is(text[j + 1], CLASS_URI)) {
    const bool isScheme = is(text[i], CLASS_NAME_START) && (stretch_underscore == NOWHERE || stretch_underscore < i);
    if (isScheme) return finish(sym_uri_expression, skip_class(j + 1, CLASS_URI));
  }
  return NO_TOKEN;
}

static inline uint16_t read_code(uint32_t i) {
  const uint16_t c = text[i];
  if (c >= 128) return NO_TOKEN;
  if (is(c, CLASS_PATH) || c == '/') {
    if (is(c, CLASS_NAME_START)) {
      const uint32_t end = skip_class(i + 1, CLASS_NAME);
      const uint16_t next = text[end];
      // Of what can follow the name, only these make it part of a path or a URI.
      if (next == '/' || next == '.' || next == ':' || next == '+') {
        const uint16_t symbol = read_path_or_uri(i);
        if (symbol != NO_TOKEN) return symbol;
      }
      return finish(read_keyword(i, end - i), end);
    }
    const uint16_t symbol = read_path_or_uri(i);
    if (symbol != NO_TOKEN) return symbol;
    if (is(c, CLASS_DIGIT)) {
      const uint32_t end = read_float(i);
      if (end > i) return finish(sym_float_expression, end);
      return finish(sym_integer_expression, skip_class(i, CLASS_DIGIT));
    }
  }
  switch (c) {
    case '.': {
      if (text[i + 1] == '.' && text[i + 2] == '.') return finish(sym_ellipses, i + 3);
      const uint32_t end = read_float(i);
      return end > i ? finish(sym_float_expression, end) : finish(anon_sym_DOT, i + 1);
    }
    case '-': return text[i + 1] == '>' ? finish(anon_sym_DASH_GT, i + 2) : finish(anon_sym_DASH, i + 1);
    case '+': return text[i + 1] == '+' ? finish(anon_sym_PLUS_PLUS, i + 2) : finish(anon_sym_PLUS, i + 1);
    case '/': return text[i + 1] == '/' ? finish(anon_sym_SLASH_SLASH, i + 2) : finish(anon_sym_SLASH, i + 1);
    case '*': return finish(anon_sym_STAR, i + 1);
    case '~':
      if (text[i + 1] != '/') return NO_TOKEN;
      if (!is(text[i + 2], CLASS_PATH) && !opens_interpolation(i + 2)) return NO_TOKEN;
      return finish_path_start(sym_home_path_start, i + 1);
    case '<': {
      if (text[i + 1] == '=') return finish(anon_sym_LT_EQ, i + 2);
      if (text[i + 1] == '|') return finish(anon_sym_LT_PIPE, i + 2);
      uint32_t j = i + 1;
      while (is(text[j], CLASS_PATH) || (text[j] == '/' && j > i + 1 && text[j - 1] != '/')) j++;
      if (text[j] == '>' && j > i + 1 && text[j - 1] != '/') return finish(sym_spath_expression, j + 1);
      return finish(anon_sym_LT, i + 1);
    }
    case '>': return text[i + 1] == '=' ? finish(anon_sym_GT_EQ, i + 2) : finish(anon_sym_GT, i + 1);
    case '=': return text[i + 1] == '=' ? finish(anon_sym_EQ_EQ, i + 2) : finish(anon_sym_EQ, i + 1);
    case '!': return text[i + 1] == '=' ? finish(anon_sym_BANG_EQ, i + 2) : finish(anon_sym_BANG, i + 1);
    case '&': return text[i + 1] == '&' ? finish(anon_sym_AMP_AMP, i + 2) : NO_TOKEN;
    case '|':
      if (text[i + 1] == '|') return finish(anon_sym_PIPE_PIPE, i + 2);
      return text[i + 1] == '>' ? finish(anon_sym_PIPE_GT, i + 2) : NO_TOKEN;
    case '$': return text[i + 1] == '{' ? finish(anon_sym_DOLLAR_LBRACE, i + 2) : NO_TOKEN;
    case '\'': return text[i + 1] == '\'' ? finish(anon_sym_SQUOTE_SQUOTE, i + 2) : NO_TOKEN;
    case '"': return finish(anon_sym_DQUOTE, i + 1);
    case '{': return finish(anon_sym_LBRACE, i + 1);
    case '}': return finish(anon_sym_RBRACE, i + 1);
    case '[': return finish(anon_sym_LBRACK, i + 1);
    case ']': return finish(anon_sym_RBRACK, i + 1);
    case '(': return finish(anon_sym_LPAREN, i + 1);
    case ')': return finish(anon_sym_RPAREN, i + 1);
    case ';': return finish(anon_sym_SEMI, i + 1);
    case ':': return finish(anon_sym_COLON, i + 1);
    case ',': return finish(anon_sym_COMMA, i + 1);
    case '@': return finish(anon_sym_AT, i + 1);
    case '?': return finish(anon_sym_QMARK, i + 1);
    default: return NO_TOKEN;
  }
}

static uint16_t read_in_string(uint32_t from) {
  uint32_t i = from;
  while (i < text_length) {
    const uint16_t c = text[i];
    if (c == '"') break;
    if (c == '\\') i += 2;
    else if (c == '$') {
      const uint16_t next = text[i + 1];
      if (next == '{') break;
      i += next == '"' || next == '\\' ? 1 : 2;
    } else i++;
  }
  if (i > text_length) i = text_length;
  if (i > from) return finish(sym_string_fragment, i);
  if (i == text_length) return NO_TOKEN;
  return text[i] == '"' ? finish(anon_sym_DQUOTE, i + 1) : finish(anon_sym_DOLLAR_LBRACE, i + 2);
}

static uint16_t read_in_indented(uint32_t from) {
  uint32_t i = from;
  while (i < text_length) {
    const uint16_t c = text[i];
    if (c == '$') {
      const uint16_t next = text[i + 1];
      if (next == '{') break;
      i += next == '\'' ? 1 : 2;
    } else if (c == '\'') {
      if (text[i + 1] != '\'') i++;
      else {
        const uint16_t next = text[i + 2];
        if (next == '$' || next == '\'') i += 3;
        else if (next == '\\') i += 4;
        else break;
      }
    } else i++;
  }
  if (i > text_length) i = text_length;
  if (i > from) return finish(sym_indented_fragment, i);
  if (i == text_length) return NO_TOKEN;
  return text[i] == '$' ? finish(anon_sym_DOLLAR_LBRACE, i + 2) : finish(anon_sym_SQUOTE_SQUOTE, i + 2);
}

/// Reads the token at or after `from`, and sets `token_start` and `token_end`. Where there is none it returns NO_TOKEN,
/// and `token_start` is the place.
static inline uint16_t read_token(uint32_t from, enum lex_mode mode) {
  uint32_t i = from;
  token_start = i;
  if (mode == MODE_STRING) return read_in_string(i);
  if (mode == MODE_INDENTED) return read_in_indented(i);
  if (mode == MODE_PATH) {
    if (opens_interpolation(i)) return finish(sym__path_interpolation, i + 2);
    if (text[i] == '/' || is(text[i], CLASS_PATH)) return finish_path(i);
  }
  for (;;) {
    while (is(text[i], CLASS_SPACE)) i++;
    if (text[i] != '#' && (text[i] != '/' || text[i + 1] != '*')) break;
    const uint32_t end = find_comment_end(i);
    if (end == NOWHERE) break;
    i = end;
  }
  token_start = i;
  if (i >= text_length) return finish(ts_builtin_sym_end, text_length);
  return read_code(i);
}
