# Asks the program itself what may stand at the cursor.
function __assay_complete
    set -l line (commandline --cut-at-cursor --current-process)
    assay "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete --command assay --arguments '(__assay_complete)'
