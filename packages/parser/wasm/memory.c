// malloc and free over the linear memory: blocks of a few sizes, kept in one list for each size once they are freed.

#define MIN_SHIFT 4
#define SIZE_CLASSES 28

typedef struct Block {
  /// The block's size class, before what malloc returns; while the block is free, followed by the next free one.
  uint32_t class;
  uint32_t unused;
  struct Block *next;
} Block;

#define BLOCK_HEADER 8

static Block *free_blocks[SIZE_CLASSES];
extern uint8_t __heap_base;
static uintptr_t heap_top;
static uintptr_t heap_end;

static void *allocate(size_t size) {
  const size_t whole = size + BLOCK_HEADER;
  uint32_t class = whole <= (1u << MIN_SHIFT) ? 0 : 32 - MIN_SHIFT - __builtin_clz(whole - 1);
  if (class >= SIZE_CLASSES) __builtin_trap();
  Block *block = free_blocks[class];
  if (block) {
    free_blocks[class] = block->next;
    return (uint8_t *)block + BLOCK_HEADER;
  }
  const uintptr_t bytes = (uintptr_t)1 << (class + MIN_SHIFT);
  if (heap_top == 0) {
    heap_top = ((uintptr_t)&__heap_base + 7) & ~(uintptr_t)7;
    heap_end = __builtin_wasm_memory_size(0) * 65536;
  }
  if (bytes > heap_end - heap_top) {
    const uintptr_t pages = (bytes - (heap_end - heap_top) + 65535) / 65536;
    // Out of memory: the trap becomes an error in JavaScript, and the instance is given up.
    if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) __builtin_trap();
    heap_end += pages * 65536;
  }
  block = (Block *)heap_top;
  heap_top += bytes;
  block->class = class;
  return (uint8_t *)block + BLOCK_HEADER;
}

static void release(void *pointer) {
  if (!pointer) return;
  Block *block = (Block *)((uint8_t *)pointer - BLOCK_HEADER);
  block->next = free_blocks[block->class];
  free_blocks[block->class] = block;
}

static void *allocate_zeroed(size_t count, size_t size) {
  void *pointer = allocate(count * size);
  memset(pointer, 0, count * size);
  return pointer;
}

static void *reallocate(void *pointer, size_t size) {
  if (!pointer) return allocate(size);
  const Block *block = (Block *)((uint8_t *)pointer - BLOCK_HEADER);
  const size_t room = ((size_t)1 << (block->class + MIN_SHIFT)) - BLOCK_HEADER;
  if (size <= room) return pointer;
  void *bigger = allocate(size);
  memcpy(bigger, pointer, room);
  release(pointer);
  return bigger;
}
