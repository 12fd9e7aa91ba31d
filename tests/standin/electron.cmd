@echo off
rem Stands where the Electron executable would: Node 24 with the stand-in. See the file "electron" beside this one.
setlocal
set "node=%~dp0..\..\node_modules\.bin\node.cmd"
if not exist "%node%" set "node=node"
pushd "%~dp0"
for /f "delims=" %%u in ('"%node%" -p "require('url').pathToFileURL('register.mjs').href"') do set "register=%%u"
popd
"%node%" --unhandled-rejections=warn-with-error-code --import "%register%" "%~dp0boot.ts" %*
