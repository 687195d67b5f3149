@echo off
rem Starts the program; builds it first when there is no build yet or a source is newer than the build.
setlocal
set "ROOT=%~dp0"
set "APP=%ROOT%.build\windows"
where dotnet >nul 2>nul || goto nosdk
dotnet --list-sdks | findstr /b "10.0." >nul || goto nosdk
powershell -NoProfile -Command ^
  "$built = Get-Item -ErrorAction SilentlyContinue (Join-Path $env:APP 'Assay.Cli.dll');" ^
  "if (-not $built) { exit 1 }" ^
  "$sources = Get-ChildItem -Recurse -File (Join-Path $env:ROOT 'src'), (Join-Path $env:ROOT 'Directory.*.props'), (Join-Path $env:ROOT 'global.json');" ^
  "if ($sources | Where-Object { $_.FullName -notmatch '\\(bin|obj)\\' -and $_.LastWriteTime -gt $built.LastWriteTime }) { exit 1 }"
if not errorlevel 1 goto start
if not exist "%ROOT%.build" mkdir "%ROOT%.build"
echo assay: building ... 1>&2
dotnet publish "%ROOT%src\Assay.Cli\Assay.Cli.csproj" -c Release --artifacts-path "%ROOT%.build\artifacts" -o "%APP%" -nologo -v quiet > "%ROOT%.build\build.log" 2>&1
if errorlevel 1 (
  type "%ROOT%.build\build.log" 1>&2
  exit /b 1
)
powershell -NoProfile -Command "(Get-Item (Join-Path $env:APP 'Assay.Cli.dll')).LastWriteTime = Get-Date"
:start
dotnet "%APP%\Assay.Cli.dll" %*
exit /b %ERRORLEVEL%
:nosdk
echo assay: the .NET SDK 10.0 is missing; get it from https://dot.net/download 1>&2
exit /b 1
