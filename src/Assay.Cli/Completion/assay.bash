# Asks the program itself what may stand at the cursor.
_assay() {
  local IFS=$'\n'
  # A colon parts words in bash; what stands before it is on the line already.
  local current=${COMP_WORDS[COMP_CWORD]} line=${COMP_LINE:0:COMP_POINT} offered
  offered=$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
  [ "$current" = ":" ] && current=
  COMPREPLY=($(compgen -W "$offered" -- "$current"))
}
complete -o default -F _assay assay ./assay
