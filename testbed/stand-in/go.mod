module rackbook/stand-in

go 1.21
