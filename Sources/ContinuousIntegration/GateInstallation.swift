/// The shell lines that put gate on a machine that has none.
enum GateInstallation {
  /// Builds gate from its source, which the variable `GATE_SOURCE` names, into `$HOME/.local`.
  static let script = [
    "if command -v gate; then exit 0; fi",
    #": "${GATE_SOURCE:?set this variable to the address of the git repository of gate}""#,
    #"git clone --depth=1 "$GATE_SOURCE" /tmp/gate-source"#,
    #"make -C /tmp/gate-source build"#,
    #"make -C /tmp/gate-source install PREFIX="$HOME/.local""#,
  ]
}
