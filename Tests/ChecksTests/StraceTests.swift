import GateModel
import Testing

@testable import Checks

/// What strace 6.1 wrote on Debian 12 (`-f -qq -y -xx`), and what is made of it.
@Suite struct StraceTests {
  private func accesses(_ text: String, in directory: String = "/tmp/vs/p") -> TracedAccesses {
    TracedAccesses(StraceLog(Array(text.utf8)), startedIn: LocalPath(directory))
  }

  private func paths(_ names: String...) -> Set<LocalPath> { Set(names.map { LocalPath($0) }) }

  /// A Python script that changes its directory, forks, reads relative to a descriptor, lists, writes and reads again.
  private static let script = #"""
    6460  chdir("\x73\x75\x62")             = 0
    6460  newfstatat(AT_FDCWD<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x73\x75\x62>, "\x2e\x2e\x2f\x74\x6f\x70", {st_mode=S_IFREG|0644, st_size=2, ...}, 0) = 0
    6460  clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f6eefe84e50) = 6503
    6503  chdir("\x2f")                     = 0
    6503  newfstatat(AT_FDCWD<\x2f>, "\x6e\x6f\x74\x68\x69\x6e\x67", 0x7ffd0d3d9910, 0) = -1 ENOENT (No such file or directory)
    6460  --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=6503, si_uid=0, si_status=0, si_utime=0, si_stime=0} ---
    6460  openat(AT_FDCWD<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x73\x75\x62>, "\x2e\x2e", O_RDONLY|O_CLOEXEC|O_DIRECTORY) = 3<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70>
    6460  openat(3<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70>, "\x74\x6f\x70", O_RDONLY|O_CLOEXEC) = 4<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x74\x6f\x70>
    6460  openat(AT_FDCWD<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x73\x75\x62>, "\x62\x3c\x3e\x22\xc3\xa4", O_RDONLY|O_CLOEXEC) = 4<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x73\x75\x62\x2f\x62\x3c\x3e\x22\xc3\xa4>
    6460  newfstatat(AT_FDCWD<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x73\x75\x62>, "\x6d\x69\x73\x73\x69\x6e\x67", 0x7ffd0d3d9910, 0) = -1 ENOENT (No such file or directory)
    6460  openat(AT_FDCWD<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x73\x75\x62>, "\x2e", O_RDONLY|O_NONBLOCK|O_CLOEXEC|O_DIRECTORY) = 4<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x73\x75\x62>
    6460  newfstatat(4<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x73\x75\x62>, "", {st_mode=S_IFDIR|0755, st_size=4096, ...}, AT_EMPTY_PATH) = 0
    6460  getdents64(4<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x73\x75\x62>, 0x5611f8a224d0 /* 3 entries */, 32768) = 80
    6460  getdents64(4<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x73\x75\x62>, 0x5611f8a224d0 /* 0 entries */, 32768) = 0
    6460  openat(AT_FDCWD<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x73\x75\x62>, "\x6d\x61\x64\x65", O_RDWR|O_CREAT|O_CLOEXEC, 0777) = 4<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x73\x75\x62\x2f\x6d\x61\x64\x65>
    6460  openat(AT_FDCWD<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x73\x75\x62>, "\x6d\x61\x64\x65", O_RDONLY|O_CLOEXEC) = 4<\x2f\x74\x6d\x70\x2f\x76\x73\x2f\x70\x2f\x73\x75\x62\x2f\x6d\x61\x64\x65>
    """#

  @Test func `what a process reads, looks for, lists and writes is told apart`() {
    let found = accesses(Self.script)
    #expect(found.read == paths("/tmp/vs/p/top", "/tmp/vs/p/sub/b<>\"ä", "/tmp/vs/p/sub/made"))
    #expect(found.absent == paths("/nothing", "/tmp/vs/p/sub/missing"))
    #expect(found.listed == paths("/tmp/vs/p/sub"))
    #expect(found.written == paths("/tmp/vs/p/sub/made"))
    #expect(found.seen.contains(LocalPath("/tmp/vs/p/top")))
  }

  @Test func `calls that another process interrupts are put together`() {
    let found = accesses(
      #"""
      9476  vfork( <unfinished ...>
      9482  execve("\x2f\x62\x69\x6e\x2f\x63\x61\x74", ["\x63\x61\x74", "\x62\x2a"], 0x5567a729adb8 /* 39 vars */) = 0
      9482  access("\x2f\x65\x74\x63", R_OK <unfinished ...>
      9476  <... vfork resumed>)              = 9482
      9482  <... access resumed>)             = -1 ENOENT (No such file or directory)
      9482  openat(AT_FDCWD<\x2f\x61>, "\x62", O_RDONLY <unfinished ...>
      9476  --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=9482} ---
      9482  <... openat resumed>)             = 3<\x2f\x61\x2f\x62>
      9482  +++ exited with 0 +++
      """#)
    #expect(found.executed == paths("/bin/cat"))
    #expect(found.absent == paths("/etc"))
    #expect(found.read == paths("/a/b"))
  }

  @Test func `a relative path means what the process's directory says, in children and in threads`() {
    // Calls without a descriptor, as older programs make them.
    let found = accesses(
      #"""
      1  stat("\x61", 0x1) = -1 ENOENT (No such file or directory)
      1  chdir("\x64") = 0
      1  clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD <unfinished ...>
      2  stat("\x62", 0x1) = -1 ENOENT (No such file or directory)
      2  chdir("\x2e\x2e") = 0
      2  stat("\x63", 0x1) = -1 ENOENT (No such file or directory)
      1  <... clone resumed>, child_tidptr=0x7f) = 2
      1  stat("\x65", 0x1) = -1 ENOENT (No such file or directory)
      1  clone3({flags=CLONE_VM|CLONE_FS|CLONE_THREAD, exit_signal=0} => {parent_tid=[3]}, 88) = 3
      3  chdir("\x2f\x74") = 0
      1  stat("\x66", 0x1) = -1 ENOENT (No such file or directory)
      """#, in: "/r")
    #expect(found.absent == paths("/r/a", "/r/d/b", "/r/c", "/r/d/e", "/t/f"))
  }

  @Test func `bytes that are no text, and texts that strace escaped as in C, are read`() {
    let found = accesses(
      #"""
      1  openat(AT_FDCWD</r>, "bad\377\n\"x", O_RDONLY) = 3</r/bad\377\n\"x>
      """#)
    #expect(found.read == [LocalPath(bytes: Array("/r/bad".utf8) + [0xff] + Array("\n\"x".utf8))])
  }

  @Test func `lines that make no sense are passed over`() {
    for line in ["", "1", "1  open(", "x  open(\"a\") = 3", "1  open(\"\\x", "1  ) = 3", "1  <... open resumed>) = 3"] {
      #expect(accesses(line) == accesses(""))
    }
  }
}
