# Makes what all builds share: a list of where packages are, and the packages that do not lie with Go itself. $@: the library's packages.
set -e
export GOCACHE="$PWD/cache" GO111MODULE=off GOTOOLCHAIN=local CGO_ENABLED=0
root=$(go env GOROOT)
tools=$(go env GOTOOLDIR)
go list -e -deps -export -f '{{if .Export}}{{.ImportPath}} {{.Export}}{{end}}' "$@" >list
# Builds find it all under this name.
mkdir lib
echo "$tools" >lib/tools
number=0
while read -r name file; do
  case $file in
    "$root"/*) ;;
    *)
      number=$((number + 1))
      cp "$file" lib/$number.a
      file=lib/$number.a
      ;;
  esac
  echo "packagefile $name=$file"
done <list >lib/importcfg
add() {
  "$tools/compile" -p "$1" -complete -pack -importcfg lib/importcfg -o "lib/$2.a" "$2.go"
  echo "packagefile $1=lib/$2.a" >>lib/importcfg
}
add assay assay
add testing testing
add github.com/stretchr/testify/assert assert
tar -C lib -cf - .
