func readYAML(_ file: SourceFile, into findings: inout Findings) -> LocatedNode? { nil }
